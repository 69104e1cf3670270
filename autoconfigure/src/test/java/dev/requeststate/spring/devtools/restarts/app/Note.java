package dev.requeststate.spring.devtools.restarts.app;

/**
 * A value of a class that a restart throws away.
 */
record Note(String text) {

}
