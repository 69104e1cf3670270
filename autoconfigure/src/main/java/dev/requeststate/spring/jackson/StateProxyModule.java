package dev.requeststate.spring.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.requeststate.spring.scope.StateProxy;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;

/**
 * Writes the object of the current request where a stand-in for it is to be written. Left
 * to itself Jackson would find the getters, which reach that object, and the fields,
 * which do not.
 */
public final class StateProxyModule extends SimpleModule {

	/**
	 * Create the module.
	 */
	public StateProxyModule() {
		super("request-state");
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.addSerializers(new StateProxySerializers());
	}

	private static final class StateProxySerializers extends Serializers.Base {

		@Override
		public @Nullable ValueSerializer<?> findSerializer(SerializationConfig config, JavaType type,
				BeanDescription.Supplier description, JsonFormat.@Nullable Value format) {
			return StateProxy.class.isAssignableFrom(type.getRawClass()) ? new TargetSerializer() : null;
		}

	}

	private static final class TargetSerializer extends ValueSerializer<StateProxy> {

		@Override
		public void serialize(StateProxy value, JsonGenerator generator, SerializationContext context) {
			context.writeValue(generator, value.requestStateTarget());
		}

		@Override
		public void serializeWithType(StateProxy value, JsonGenerator generator, SerializationContext context,
				TypeSerializer types) {
			Object target = value.requestStateTarget();
			context.findValueSerializer(target.getClass()).serializeWithType(target, generator, context, types);
		}

	}

}
