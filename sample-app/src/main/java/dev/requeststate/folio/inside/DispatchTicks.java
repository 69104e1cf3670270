package dev.requeststate.folio.inside;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Tells the recorder of each dispatch of a request.
 */
final class DispatchTicks implements Filter {

	private final LaneRecorder recorder;

	DispatchTicks(LaneRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		this.recorder.onDispatch(request.getDispatcherType().name());
		chain.doFilter(request, response);
	}

}
