package dev.requeststate.spring.migration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;

/**
 * Finds beans that stop the application from starting when they move: no stand-in can
 * have their type, or they are needed when there is no request.
 */
final class RefusedTypes implements Search {

	// What a moved bean must not be: the rules of the scope itself.
	private static final List<String> TYPES = List.of("jakarta.servlet.Filter",
			"org.springframework.web.servlet.HandlerInterceptor", "org.springframework.context.ApplicationListener");

	private static final List<String> TYPE_ANNOTATIONS = List.of("org.springframework.context.annotation.Configuration",
			"org.springframework.boot.context.properties.ConfigurationProperties");

	private static final List<String> METHOD_ANNOTATIONS = List.of("org.springframework.context.annotation.Bean",
			"org.springframework.scheduling.annotation.Scheduled");

	private static final List<String> LISTENERS = List.of("org.springframework.kafka.annotation.KafkaListener",
			"org.springframework.jms.annotation.JmsListener",
			"org.springframework.amqp.rabbit.annotation.RabbitListener",
			"org.springframework.pulsar.annotation.PulsarListener");

	@Override
	public Stream<String> in(RequestScopedBeans beans) {
		return beans.stream()
			.flatMap((bean) -> Stream.concat(extended(bean), needed(bean.type()))
				.map((reason) -> bean.describe() + ": " + reason));
	}

	// A proxy of Spring's that is a subclass has the same limits.
	private static Stream<String> extended(RequestScopedBean bean) {
		JavaClass type = bean.type();
		if (type.isInterface() || bean.proxy() == DeclaredScope.Proxy.SUBCLASS) {
			return Stream.empty();
		}
		if (bean.isFinal()) {
			return Stream.of("no class can extend it");
		}
		return type.getPackageName().startsWith("java.") ? Stream.of("it is a class of the JDK") : Stream.empty();
	}

	private static Stream<String> needed(JavaClass type) {
		Stream<String> types = TYPES.stream().filter(type::isAssignableTo).map((name) -> "is a " + simple(name));
		Stream<String> annotations = Stream.concat(TYPE_ANNOTATIONS.stream(), LISTENERS.stream())
			.filter((name) -> type.isAnnotatedWith(name) || type.isMetaAnnotatedWith(name))
			.map((name) -> "has @" + simple(name));
		Stream<String> methods = type.getAllMethods()
			.stream()
			.flatMap((method) -> annotation(method).map((name) -> method.getName() + "() has @" + simple(name))
				.stream());
		return Stream.of(types, annotations, methods).flatMap((each) -> each);
	}

	private static Optional<String> annotation(JavaMethod method) {
		return Stream.concat(METHOD_ANNOTATIONS.stream(), LISTENERS.stream())
			.filter((name) -> method.isAnnotatedWith(name) || method.isMetaAnnotatedWith(name))
			.findFirst();
	}

	private static String simple(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

}
