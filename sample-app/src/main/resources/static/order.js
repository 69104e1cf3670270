// Without this script the page says how far the order was when it was loaded.
const order = document.querySelector("[data-events]");
if (order) {
	const events = new EventSource(order.dataset.events);
	events.addEventListener("status", (event) => {
		const { status, text } = JSON.parse(event.data);
		order.dataset.status = status;
		order.querySelector("[role=status]").textContent = text;
		for (const step of order.querySelectorAll("[data-step]")) {
			step.toggleAttribute("aria-current", false);
			if (step.dataset.step === status) {
				step.setAttribute("aria-current", "step");
			}
		}
		if (status === "confirmed") {
			events.close();
		}
	});
}
