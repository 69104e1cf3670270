package dev.requeststate.spring.owned;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.stream.Stream;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * Writes the subclass of a bean's class whose methods run the bean's owner, if it has one
 * already, and then do what they override:
 *
 * <pre class="code">
 * class Cart$$Owned extends Cart {
 *     private transient Runnable $$owner;
 *     int size() {
 *         if (this.$$owner != null) {
 *             this.$$owner.run();
 *         }
 *         return super.size();
 *     }
 * }
 * </pre>
 *
 * It has the annotations of the class, and else refers to nothing but the class and the
 * JDK, so that the class need not see this library.
 */
final class OwnedClassWriter {

	private static final int INHERITED_FLAGS = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_VARARGS
			| Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;

	private static final String RUNNABLE = Type.getInternalName(Runnable.class);

	private static final String RUNNABLE_DESCRIPTOR = Type.getDescriptor(Runnable.class);

	private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

	private final Class<?> type;

	private final String superName;

	private final String name;

	private final String field;

	private OwnedClassWriter(Class<?> type, String name, String field) {
		this.type = type;
		this.superName = Type.getInternalName(type);
		this.name = name.replace('.', '/');
		this.field = field;
	}

	/**
	 * The bytes of the class.
	 * @param type the class to extend
	 * @param name the name of the subclass, in the same package
	 * @param field the name of the field for the owner
	 */
	static byte[] write(Class<?> type, String name, String field) {
		return new OwnedClassWriter(type, name, field).write();
	}

	private byte[] write() {
		int access = this.type.getModifiers() & (Modifier.PUBLIC | Modifier.ABSTRACT);
		this.writer.visit(Opcodes.V17, access | Opcodes.ACC_SUPER, this.name, null, this.superName, null);
		OwnedAnnotations.copy(this.type, this.writer);
		this.writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC, this.field,
				RUNNABLE_DESCRIPTOR, null, null);
		for (Constructor<?> constructor : this.type.getDeclaredConstructors()) {
			write(constructor, "<init>", Type.getConstructorDescriptor(constructor), Type.VOID_TYPE);
		}
		for (Method method : OwnedMethods.of(this.type)) {
			write(method, method.getName(), Type.getMethodDescriptor(method), Type.getReturnType(method));
		}
		this.writer.visitEnd();
		return this.writer.toByteArray();
	}

	private void write(Executable executable, String methodName, String descriptor, Type result) {
		String[] exceptions = Stream.of(executable.getExceptionTypes())
			.map(Type::getInternalName)
			.toArray(String[]::new);
		MethodVisitor code = this.writer.visitMethod(executable.getModifiers() & INHERITED_FLAGS, methodName,
				descriptor, null, exceptions);
		for (Parameter parameter : executable.getParameters()) {
			if (parameter.isNamePresent()) {
				code.visitParameter(parameter.getName(), parameter.getModifiers());
			}
		}
		code.visitCode();
		if (executable instanceof Method) {
			runOwner(code);
		}
		callSuper(code, methodName, descriptor);
		code.visitInsn(result.getOpcode(Opcodes.IRETURN));
		code.visitMaxs(0, 0);
		code.visitEnd();
	}

	private void runOwner(MethodVisitor code) {
		Label unowned = new Label();
		loadOwner(code);
		code.visitJumpInsn(Opcodes.IFNULL, unowned);
		loadOwner(code);
		code.visitMethodInsn(Opcodes.INVOKEINTERFACE, RUNNABLE, "run", "()V", true);
		code.visitLabel(unowned);
		code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
	}

	private void loadOwner(MethodVisitor code) {
		code.visitVarInsn(Opcodes.ALOAD, 0);
		code.visitFieldInsn(Opcodes.GETFIELD, this.name, this.field, RUNNABLE_DESCRIPTOR);
	}

	private void callSuper(MethodVisitor code, String methodName, String descriptor) {
		code.visitVarInsn(Opcodes.ALOAD, 0);
		int variable = 1;
		for (Type argument : Type.getArgumentTypes(descriptor)) {
			code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), variable);
			variable += argument.getSize();
		}
		code.visitMethodInsn(Opcodes.INVOKESPECIAL, this.superName, methodName, descriptor, false);
	}

}
