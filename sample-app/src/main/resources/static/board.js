// Without this script the board is as it was when the page was loaded.
const RUNNING = 400;
const QUIET = 5000;
const LONGEST = 30000;
const board = document.querySelector("#board");
const form = document.querySelector("#board-form");
const fields = document.querySelector("#board-fields");
const possible = !document.querySelector("#board-impossible");
let wait = QUIET;
let timer;
let asking = false;

// Make an element like another one and leave alone what is the same, so that what has the focus keeps it.
function morph(from, to) {
	if (from.isEqualNode(to)) {
		return;
	}
	if (from.nodeType !== Node.ELEMENT_NODE || from.nodeName !== to.nodeName || from.id !== to.id) {
		from.replaceWith(to.cloneNode(true));
		return;
	}
	for (const { name } of [...from.attributes]) {
		if (!to.hasAttribute(name)) {
			from.removeAttribute(name);
		}
	}
	for (const { name, value } of to.attributes) {
		if (from.getAttribute(name) !== value) {
			from.setAttribute(name, value);
		}
	}
	const old = [...from.childNodes];
	const fresh = [...to.childNodes];
	fresh.forEach((node, i) => (old[i] ? morph(old[i], node) : from.append(node.cloneNode(true))));
	old.slice(fresh.length).forEach((node) => node.remove());
}

function isRunning() {
	return board.dataset.state === "running" || board.dataset.state === "stopping";
}

// What the server says: the board alone, or the whole page after an action.
function show(html) {
	const fresh = new DOMParser().parseFromString(html, "text/html");
	if (!fresh.querySelector("#board")) {
		return false;
	}
	const focused = document.activeElement;
	morph(board, fresh.querySelector("#board"));
	fields.disabled = isRunning() || !possible;
	// What had the focus may be gone, or be switched off: then the focus would be nowhere.
	if (focused && (!focused.isConnected || focused.matches(":disabled"))) {
		document.querySelector("#board-heading").focus({ preventScroll: true });
	}
	return true;
}

function notice(fresh) {
	document.querySelector("#board-notice")?.remove();
	if (fresh) {
		form.before(fresh.cloneNode(true));
	}
}

async function ask() {
	if (asking) {
		return;
	}
	asking = true;
	try {
		const answer = await fetch(board.dataset.source, { signal: AbortSignal.timeout(10000) });
		const shown = answer.ok && show(await answer.text());
		wait = shown ? (isRunning() ? RUNNING : QUIET) : Math.min(2 * wait, LONGEST);
	} catch {
		wait = Math.min(2 * wait, LONGEST);
	} finally {
		asking = false;
	}
	later();
}

function later() {
	clearTimeout(timer);
	if (!document.hidden) {
		timer = setTimeout(ask, wait);
	}
}

// The same as without a script, but for the page, which stays where it is.
document.addEventListener("submit", async (event) => {
	const sent = event.target;
	if (sent !== form && sent.id !== "board-cancel-form") {
		return;
	}
	event.preventDefault();
	const body = new URLSearchParams(new FormData(sent));
	try {
		const answer = await fetch(sent.action, { method: "POST", body });
		const html = await answer.text();
		if (!show(html)) {
			sent.submit();
			return;
		}
		notice(new DOMParser().parseFromString(html, "text/html").querySelector("#board-notice"));
		wait = RUNNING;
		later();
	} catch {
		sent.submit();
	}
});
document.addEventListener("visibilitychange", later);
wait = isRunning() ? RUNNING : QUIET;
later();
