package dev.requeststate.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.requeststate.spring.scope.ClassProxyProvider;
import dev.requeststate.spring.scope.StateProxy;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.BeanFactory;

/**
 * What a native image has to know of the library itself, whatever the application does.
 * What it has to know of the beans of an application is found out bean by bean.
 */
final class RequestStateRuntimeHints implements RuntimeHintsRegistrar {

	private static final String CONTEXT = "dev.requeststate.context.";

	/**
	 * The fields behind variable handles and updaters, by their classes. None of these is
	 * public.
	 */
	static final Map<String, List<String>> FIELDS = Map.of(CONTEXT + "Creation", List.of("latch"),
			CONTEXT + "HeldLease", List.of("closed", "next"), CONTEXT + "RootContext", List.of("leases"),
			CONTEXT + "ScopedBinding", List.of("hiding"), CONTEXT + "Slot", List.of("value"), CONTEXT + "SlotContext",
			List.of("references", "order"), CONTEXT + "SlotTable", List.of("table"),
			"dev.requeststate.propagation.Carried", List.of("taken"), "dev.requeststate.servlet.HttpExchange",
			List.of("ended", "dispatch"));

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		FIELDS.forEach((type, fields) -> hints.reflection()
			.registerType(TypeReference.of(type), (hint) -> fields.forEach(hint::withField)));
		// Those of the JDK are looked up by name, because older ones do not have them.
		hints.reflection()
			.registerTypeIfPresent(classLoader, "java.lang.ScopedValue", MemberCategory.INVOKE_PUBLIC_METHODS)
			.registerTypeIfPresent(classLoader, "java.lang.ScopedValue$Carrier", MemberCategory.INVOKE_PUBLIC_METHODS)
			.registerTypeIfPresent(classLoader, "java.lang.Thread$Builder", MemberCategory.INVOKE_PUBLIC_METHODS)
			.registerType(Thread.class, (hint) -> hint.withMethod("ofVirtual", List.of(), ExecutableMode.INVOKE))
			.registerType(ClassProxyProvider.class, (hint) -> hint.withConstructor(List.of(), ExecutableMode.INVOKE))
			.registerType(StateProxy.class)
			// As the guard of cached calls sees it, which calls the original by
			// reflection.
			.registerType(BeanFactory.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.proxies().registerJdkProxy(BeanFactory.class);
		hints.resources()
			.registerPattern("dev/requeststate/spring/tag/*.lua")
			.registerPattern("META-INF/services/dev.requeststate.context.ProxyProvider");
	}

}
