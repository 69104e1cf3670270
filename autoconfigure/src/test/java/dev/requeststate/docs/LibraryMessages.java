package dev.requeststate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;

/**
 * The messages in the sources of this library: what is thrown, what is logged as a
 * warning or an error, what a failure analysis says, and every other text that reads as a
 * sentence. What is filled in is an ellipsis.
 */
final class LibraryMessages {

	private static final String FILLED_IN = "\u2026";

	private static final int SENTENCE = 5;

	// What a meter measures is no message, and what the rules of a migration find has a
	// table of its own, which MigratingTests compares.
	private static final Pattern SOURCE = Pattern.compile("(?!.*/migration/).*(?<!Metrics|Counter)[.]java");

	/**
	 * Checks of arguments, which are one entry of the documentation, all together.
	 */
	private static final Pattern ARGUMENT = Pattern.compile("'[A-Za-z" + FILLED_IN + "]+' must .*");

	// The text, and the file it was found in.
	private final Map<String, String> messages = new TreeMap<>();

	private final Map<String, ExpressionTree> constants = new HashMap<>();

	private LibraryMessages() {
	}

	/**
	 * Collect the messages of sources.
	 * @param roots directories of sources
	 * @return the text of each message, with the file it was found in
	 */
	static Map<String, String> in(Path... roots) throws IOException {
		List<Path> files = new ArrayList<>();
		for (Path root : roots) {
			try (Stream<Path> found = Files.walk(root)) {
				found.filter((file) -> SOURCE.matcher(file.toString()).matches()).forEach(files::add);
			}
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		LibraryMessages messages = new LibraryMessages();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
					manager.getJavaFileObjectsFromPaths(files));
			List<CompilationUnitTree> units = new ArrayList<>();
			task.parse().forEach(units::add);
			units.forEach((unit) -> messages.new Constants().scan(unit, simpleName(unit)));
			units.forEach((unit) -> messages.new Texts().scan(unit, simpleName(unit)));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		return messages.messages;
	}

	private static String simpleName(CompilationUnitTree unit) {
		String path = unit.getSourceFile().toUri().getPath();
		return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
	}

	/**
	 * One form for a text of the code and for one of the documentation.
	 */
	static String normalize(String text) {
		return text.replaceAll("\\s+", " ").replaceAll("(" + FILLED_IN + " ?)+" + FILLED_IN, FILLED_IN).strip();
	}

	private final class Constants extends TreePathScanner<Void, String> {

		@Override
		public Void visitVariable(VariableTree variable, String file) {
			if (variable.getInitializer() != null && "String".equals(String.valueOf(variable.getType()))
					&& variable.getModifiers().toString().contains("final")) {
				LibraryMessages.this.constants.put(file + "." + variable.getName(), variable.getInitializer());
			}
			return super.visitVariable(variable, file);
		}

	}

	private final class Texts extends TreePathScanner<Void, String> {

		private int sinks;

		@Override
		public Void visitAnnotation(AnnotationTree annotation, String file) {
			return null;
		}

		@Override
		public Void visitVariable(VariableTree variable, String file) {
			// A constant counts where it is used.
			boolean constant = LibraryMessages.this.constants.get(file + "." + variable.getName()) == variable
				.getInitializer();
			return (constant && variable.getInitializer() != null) ? null : super.visitVariable(variable, file);
		}

		@Override
		public Void visitNewClass(NewClassTree created, String file) {
			String type = String.valueOf(created.getIdentifier());
			return within(type.endsWith("Exception") || type.endsWith("Error") || type.equals("FailureAnalysis"),
					() -> super.visitNewClass(created, file));
		}

		@Override
		public Void visitMethodInvocation(MethodInvocationTree call, String file) {
			String method = String.valueOf(call.getMethodSelect());
			if (method.matches("logger[.](info|debug|trace)") || method.equals("Objects.requireNonNull")) {
				return null;
			}
			if (isFormat(call)) {
				add(call, file);
				return null;
			}
			return within(
					this.sinks > 0 || method.matches("logger[.](warn|error)|Assert[.].*") || method.equals("super"),
					() -> super.visitMethodInvocation(call, file));
		}

		@Override
		public Void visitLiteral(LiteralTree literal, String file) {
			add(literal, file);
			return null;
		}

		@Override
		public Void visitIdentifier(IdentifierTree identifier, String file) {
			if (LibraryMessages.this.constants.containsKey(file + "." + identifier.getName())) {
				add(identifier, file);
			}
			return null;
		}

		@Override
		public Void visitBinary(BinaryTree binary, String file) {
			if (binary.getKind() != Tree.Kind.PLUS) {
				return super.visitBinary(binary, file);
			}
			add(binary, file);
			scanFilledIn(binary, file);
			return null;
		}

		// What is filled in may have sentences of its own, such as the two of a choice.
		private void scanFilledIn(ExpressionTree part, String file) {
			if (part instanceof BinaryTree binary && binary.getKind() == Tree.Kind.PLUS) {
				scanFilledIn(binary.getLeftOperand(), file);
				scanFilledIn(binary.getRightOperand(), file);
			}
			else if (!(part instanceof LiteralTree) && !(part instanceof IdentifierTree)) {
				int before = this.sinks;
				this.sinks = 0;
				scan(part, file);
				this.sinks = before;
			}
		}

		private Void within(boolean sink, Runnable visit) {
			int before = this.sinks;
			this.sinks = sink ? 1 : 0;
			visit.run();
			this.sinks = before;
			return null;
		}

		private void add(ExpressionTree expression, String file) {
			String text = normalize(fold(expression, file).replace("{}", FILLED_IN));
			int words = text.replace(FILLED_IN, " ").strip().split("\\s+").length;
			boolean sentence = words >= SENTENCE || this.sinks > 0 && words >= 2;
			if (sentence && !ARGUMENT.matcher(text).matches()) {
				LibraryMessages.this.messages.put(text, file);
			}
		}

		private boolean isFormat(MethodInvocationTree call) {
			return call.getMethodSelect() instanceof MemberSelectTree select
					&& select.getIdentifier().contentEquals("formatted");
		}

		private String fold(ExpressionTree expression, String file) {
			if (expression instanceof LiteralTree literal) {
				return (literal.getValue() instanceof String text) ? text : FILLED_IN;
			}
			if (expression instanceof ParenthesizedTree parenthesized) {
				return fold(parenthesized.getExpression(), file);
			}
			if (expression instanceof BinaryTree binary && binary.getKind() == Tree.Kind.PLUS) {
				return fold(binary.getLeftOperand(), file) + fold(binary.getRightOperand(), file);
			}
			if (expression instanceof MethodInvocationTree call && isFormat(call)) {
				return fold(((MemberSelectTree) call.getMethodSelect()).getExpression(), file)
					.replaceAll("%[0-9.]*[a-z]", FILLED_IN);
			}
			String name = (expression instanceof MemberSelectTree) ? expression.toString() : file + "." + expression;
			ExpressionTree constant = LibraryMessages.this.constants.get(name);
			return (constant != null) ? fold(constant, name.substring(0, name.indexOf('.'))) : FILLED_IN;
		}

	}

}
