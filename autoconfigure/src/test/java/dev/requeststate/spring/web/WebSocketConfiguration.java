package dev.requeststate.spring.web;

import dev.requeststate.context.RequestContext;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A WebSocket that answers each message with the context it finds.
 */
@Configuration(proxyBeanMethods = false)
class WebSocketConfiguration {

	@Bean
	SmartInitializingSingleton socket(ServletContext servletContext) {
		return () -> {
			ServerContainer container = (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName());
			try {
				container.addEndpoint(ServerEndpointConfig.Builder.create(ContextEndpoint.class, "/socket").build());
			}
			catch (DeploymentException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	/**
	 * Public, with a public constructor, for the container.
	 */
	public static final class ContextEndpoint extends Endpoint {

		@Override
		public void onOpen(Session session, EndpointConfig config) {
			session.addMessageHandler(String.class, new MessageHandler.Whole<String>() {

				@Override
				public void onMessage(String message) {
					session.getAsyncRemote().sendText(message + " in " + RequestContext.currentOrNull());
				}

			});
		}

	}

}
