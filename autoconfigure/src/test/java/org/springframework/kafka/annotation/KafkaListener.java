package org.springframework.kafka.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Stands for the annotation of this name, which the library knows by its name only.
 */
@Retention(RetentionPolicy.RUNTIME)
public @interface KafkaListener {

}
