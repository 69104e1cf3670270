package dev.requeststate.spring.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request to Jetty in HTTP/2, whose client resets the stream in the middle of the
 * response. Jetty's client begins with HTTP/2. The JDK's begins with an upgrade, and
 * where a long response comes with that, it and Jetty get out of step once in some five
 * hundred times.
 */
final class Http2Reset {

	private static final int ENOUGH = 100;

	private Http2Reset() {
	}

	/**
	 * Send the request, read a little of the response, and reset the stream.
	 * @return the connection, for the caller to close
	 */
	static AutoCloseable send(WebServer server, String path, String key) throws Exception {
		HTTP2Client client = new HTTP2Client();
		try {
			client.start();
			Session session = client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
					new Session.Listener() {
					})
				.get(20, TimeUnit.SECONDS);
			MetaData.Request request = new MetaData.Request("GET", HttpURI.from(server.uri(path)), HttpVersion.HTTP_2,
					HttpFields.build().put(Journal.KEY, key));
			Reader reader = new Reader();
			Stream stream = session.newStream(new HeadersFrame(request, null, true), reader).get(20, TimeUnit.SECONDS);
			reader.enough.get(50, TimeUnit.SECONDS);
			assertThat(reader.status).isEqualTo(200);
			stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code)).get(20, TimeUnit.SECONDS);
			return client;
		}
		catch (Throwable ex) {
			client.close();
			throw ex;
		}
	}

	private static final class Reader implements Stream.Listener {

		private final CompletableFuture<Void> enough = new CompletableFuture<>();

		private volatile int status;

		private int bytes;

		@Override
		public void onHeaders(Stream stream, HeadersFrame frame) {
			this.status = ((MetaData.Response) frame.getMetaData()).getStatus();
			stream.demand();
		}

		@Override
		public void onDataAvailable(Stream stream) {
			Stream.Data data = stream.readData();
			if (data != null) {
				this.bytes += data.frame().remaining();
				data.release();
			}
			if (this.bytes >= ENOUGH) {
				this.enough.complete(null);
			}
			else {
				stream.demand();
			}
		}

	}

}
