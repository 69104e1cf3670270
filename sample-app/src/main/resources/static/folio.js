// Without this script the forms have a button for the same thing.
for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
	form.addEventListener("change", (event) => {
		if (event.target instanceof HTMLSelectElement) {
			form.requestSubmit();
		}
	});
}
