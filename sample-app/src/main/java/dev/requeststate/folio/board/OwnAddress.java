package dev.requeststate.folio.board;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * Where this server answers its own requests: on the loopback, or on the one address that
 * it listens on.
 */
final class OwnAddress {

	private final @Nullable InetAddress address;

	private final boolean secure;

	private final String contextPath;

	private volatile @Nullable URI uri;

	OwnAddress(ServerProperties properties, ServletContext servletContext) {
		this.contextPath = servletContext.getContextPath();
		this.address = properties.getAddress();
		this.secure = properties.getSsl() != null && properties.getSsl().isEnabled();
	}

	@EventListener
	void onInitialized(ServletWebServerInitializedEvent event) {
		// A management server of its own has a name.
		if (event.getApplicationContext().getServerNamespace() == null && !this.secure) {
			this.uri = uri(event.getWebServer().getPort());
		}
	}

	private URI uri(int port) {
		InetAddress own = (this.address == null || this.address.isAnyLocalAddress()) ? InetAddress.getLoopbackAddress()
				: this.address;
		String host = own.getHostAddress();
		return URI.create("http://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + port + this.contextPath);
	}

	/**
	 * The address, up to and including the context path; empty where there is no server,
	 * or one that speaks TLS alone and whose certificate names something else.
	 */
	Optional<URI> uri() {
		return Optional.ofNullable(this.uri);
	}

}
