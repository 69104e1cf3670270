// Without this script the forms have a button for the same thing. So they have for those who
// choose by key, where each arrow key is a change and the next option would never be reached.
for (const form of document.querySelectorAll("form[data-submit-on-change]")) {
	let pointed = false;
	form.addEventListener("pointerdown", () => {
		pointed = true;
	});
	form.addEventListener("keydown", () => {
		pointed = false;
	});
	form.addEventListener("change", (event) => {
		if (pointed && event.target instanceof HTMLSelectElement) {
			form.requestSubmit();
		}
	});
}
