// Without this script the picture is as it was when the page was loaded.
const NORMAL = 1000;
const LONGEST = 30000;
const picture = document.querySelector("#inside-picture");
const button = document.querySelector("[data-testid=inside-pause]");
const status = document.querySelector("[data-testid=inside-status]");
let wait = NORMAL;
let timer;
let paused = false;
let asking = false;

// Said once, not with every picture.
function say(what) {
	if (status.textContent !== status.dataset[what]) {
		status.textContent = status.dataset[what];
	}
}

function isHeld(lane) {
	return lane.querySelector("details").open || lane.contains(document.activeElement);
}

// A lane that somebody reads stays, as it was or as it is now.
function lanes(fresh) {
	const shown = [...picture.querySelectorAll(".lane")];
	const ids = new Set(fresh.map((lane) => lane.id));
	const kept = shown.filter((lane) => !ids.has(lane.id) && isHeld(lane));
	const next = fresh.map((lane) => {
		const old = document.getElementById(lane.id);
		if (old && old.dataset.version && old.dataset.version === lane.dataset.version) {
			return old;
		}
		lane.querySelector("details").open = Boolean(old && old.querySelector("details").open);
		return lane;
	});
	return [...kept, ...next].slice(0, Number(picture.dataset.most));
}

function show(html) {
	const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#inside-picture");
	const list = picture.querySelector(".lanes");
	const focused = list.contains(document.activeElement) ? document.activeElement.closest(".lane").id : null;
	list.replaceChildren(...lanes([...fresh.querySelectorAll(".lane")]));
	for (const selector of ["[data-testid=inside-counts]", ".empty"]) {
		const old = picture.querySelector(selector);
		const now = fresh.querySelector(selector);
		if (old && now) {
			old.textContent = now.textContent;
		} else if (old) {
			old.remove();
		}
	}
	if (focused) {
		document.getElementById(focused)?.querySelector("summary").focus({ preventScroll: true });
	}
}

async function ask() {
	if (asking) {
		return;
	}
	asking = true;
	try {
		const answer = await fetch(picture.dataset.source, { signal: AbortSignal.timeout(10000) });
		const html = answer.ok ? await answer.text() : "";
		if (html && !paused) {
			show(html);
			say("running");
		}
		wait = html ? NORMAL : Math.min(2 * wait, LONGEST);
	} catch {
		wait = Math.min(2 * wait, LONGEST);
	} finally {
		asking = false;
	}
	if (wait > NORMAL && !paused) {
		say("lost");
	}
	later();
}

function later() {
	clearTimeout(timer);
	if (!paused && !document.hidden) {
		timer = setTimeout(ask, wait);
	}
}

button.hidden = false;
button.addEventListener("click", () => {
	paused = !paused;
	button.textContent = paused ? button.dataset.goOn : button.dataset.pause;
	wait = NORMAL;
	say(paused ? "paused" : "running");
	later();
});
document.addEventListener("visibilitychange", later);
say("running");
later();
