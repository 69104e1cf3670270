package dev.requeststate.spring.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.Processor;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what Tomcat's timer does to a request that is served by what has served an
 * asynchronous one before. The timer is called by the test, at the moment that it
 * otherwise meets once in millions of requests.
 */
class TomcatTimerTests {

	private final BlockingQueue<AsyncContext> started = new LinkedBlockingQueue<>();

	private final Semaphore arrived = new Semaphore(0);

	private final Semaphore goOn = new Semaphore(0);

	private final HoldingExecutor executor = new HoldingExecutor();

	private final Tomcat tomcat = new Tomcat();

	@TempDir
	Path directory;

	@AfterEach
	void stop() throws Exception {
		this.tomcat.stop();
		this.tomcat.destroy();
		this.executor.pool.shutdownNow();
	}

	@Test
	void theNextRequestOfAConnectionIsAnswered() throws Exception {
		try (Socket client = start(new TomcatRequestCompletion().valve())) {
			Processor processor = beAnswered(client);
			send(client);
			assertThat(callTimer(processor)).as("event for a request that has ended").isNull();
			next().dispatch();
			assertThat(read(client)).endsWith("ok");
		}
	}

	@Test
	void controlItIsNotAnsweredWithoutTheValve() throws Exception {
		try (Socket client = start()) {
			Processor processor = beAnswered(client);
			send(client);
			Runnable event = callTimer(processor);
			assertThat(event).as("event for a request that has ended").isNotNull();
			AsyncContext next = next();
			event.run();
			next.dispatch();
			client.setSoTimeout(1000);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> read(client));
		}
	}

	private Socket start(Valve... valves) throws Exception {
		this.tomcat.setBaseDir(this.directory.toString());
		this.tomcat.setHostname("127.0.0.1");
		this.tomcat.setPort(0);
		protocol().setExecutor(this.executor);
		Context context = this.tomcat.addContext("", null);
		Tomcat.addServlet(context, "work", new Work()).setAsyncSupported(true);
		context.addServletMappingDecoded("/", "work");
		for (Valve valve : valves) {
			this.tomcat.getEngine().getPipeline().addValve(valve);
		}
		this.tomcat.start();
		Socket client = new Socket(InetAddress.getByName("127.0.0.1"), this.tomcat.getConnector().getLocalPort());
		client.setSoTimeout(10_000);
		return client;
	}

	private AbstractProtocol<?> protocol() {
		return (AbstractProtocol<?>) this.tomcat.getConnector().getProtocolHandler();
	}

	private Processor beAnswered(Socket client) throws Exception {
		send(client);
		AsyncContext first = next();
		Processor processor = waiting().iterator().next();
		first.dispatch();
		assertThat(read(client)).endsWith("ok");
		Awaitility.await().until(this.executor.running::get, (running) -> running == 0);
		return processor;
	}

	// Tomcat's thread has left the request then.
	private AsyncContext next() throws InterruptedException {
		this.goOn.release();
		AsyncContext next = this.started.poll(10, TimeUnit.SECONDS);
		Awaitility.await().until(() -> !waiting().isEmpty() && this.executor.running.get() == 0);
		return next;
	}

	private Set<Processor> waiting() {
		@SuppressWarnings("unchecked")
		Set<Processor> waiting = (Set<Processor>) ReflectionTestUtils.getField(protocol(), AbstractProtocol.class,
				"waitingProcessors");
		return waiting;
	}

	private @Nullable Runnable callTimer(Processor processor) {
		this.executor.holding = true;
		processor.timeoutAsync(System.currentTimeMillis());
		this.executor.holding = false;
		return this.executor.held;
	}

	private void send(Socket client) throws Exception {
		client.getOutputStream().write("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		assertThat(this.arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
	}

	private static String read(Socket client) throws IOException {
		InputStream in = client.getInputStream();
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("\r\n\r\nok") < 0) {
			int next = in.read();
			if (next < 0) {
				break;
			}
			answer.append((char) next);
		}
		return answer.toString();
	}

	private final class Work extends HttpServlet {

		private static final long serialVersionUID = 1;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getDispatcherType() == DispatcherType.ASYNC) {
				response.setContentLength(2);
				response.getWriter().write("ok");
			}
			else {
				TomcatTimerTests.this.arrived.release();
				TomcatTimerTests.this.goOn.acquireUninterruptibly();
				TomcatTimerTests.this.started.add(request.startAsync());
			}
		}

	}

	private static final class HoldingExecutor implements Executor {

		private final ExecutorService pool = Executors.newCachedThreadPool();

		private final AtomicInteger running = new AtomicInteger();

		private volatile boolean holding;

		private volatile @Nullable Runnable held;

		@Override
		public void execute(Runnable task) {
			if (this.holding) {
				this.held = task;
				return;
			}
			this.running.incrementAndGet();
			this.pool.execute(() -> {
				try {
					task.run();
				}
				finally {
					this.running.decrementAndGet();
				}
			});
		}

	}

}
