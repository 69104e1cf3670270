package dev.requeststate.spring.owned;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.util.ClassUtils;

/**
 * Puts the annotations of a class on the class that is written beside it, since most of
 * them are not inherited, and some ask the class of an object for them and not those
 * above it: the pointcut {@code @target(..)}, for one.
 */
final class OwnedAnnotations extends ClassVisitor {

	// It tells the shape of the class that the compiler made, and not of another one.
	private static final String OF_KOTLIN = "Lkotlin/Metadata;";

	private final ClassVisitor target;

	private OwnedAnnotations(ClassVisitor target) {
		super(SpringAsmInfo.ASM_VERSION);
		this.target = target;
	}

	/**
	 * Put them there. A class whose class file is not to be had, or not understood, is
	 * one without annotations.
	 * @param type the class that has them
	 * @param target visits the class that gets them
	 */
	static void copy(Class<?> type, ClassVisitor target) {
		try (InputStream file = type.getResourceAsStream(ClassUtils.getClassFileName(type))) {
			if (file != null) {
				new ClassReader(file).accept(new OwnedAnnotations(target),
						ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
			}
		}
		catch (IOException | RuntimeException ex) {
			// The bean is what it is without them, but for who asks its class.
		}
	}

	@Override
	public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
		return (visible && !descriptor.equals(OF_KOTLIN)) ? this.target.visitAnnotation(descriptor, true) : null;
	}

}
