package dev.requeststate.spring.devtools.restarts.app;

interface Greeting {

	String text();

}
