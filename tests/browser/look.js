// look.js - looks at a report from within: put at the end of its body by
// tests/browser/run, and posts what is wrong to the page around it.
"use strict";
const wrong = [];

function check(good, words) {
	if (!good && wrong.length < 20)
		wrong.push(words);
}

// "rgb(1, 2, 3)" or with an alpha to [1, 2, 3, alpha].
function color(text) {
	const n = text.match(/[\d.]+/g).map(Number);
	return n.length < 4 ? [...n, 1] : n;
}

function luminance(c) {
	const [r, g, b] = c.slice(0, 3).map(v => {
		v /= 255;
		return v <= 0.03928 ? v / 12.92 :
			Math.pow((v + 0.055) / 1.055, 2.4);
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function background(element) {
	for (let e = element; e; e = e.parentElement) {
		const c = color(getComputedStyle(e).backgroundColor);
		if (c[3] === 1)
			return c;
	}
	return [255, 255, 255, 1];
}

function contrast(element) {
	const style = getComputedStyle(element);
	const ink = color(element.closest("svg") ? style.fill : style.color);
	const a = luminance(ink), b = luminance(background(element));
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function checkTexts() {
	const walker = document.createTreeWalker(document.body,
						 NodeFilter.SHOW_TEXT);
	let least = 99;
	while (walker.nextNode()) {
		const e = walker.currentNode.parentElement;
		if (!walker.currentNode.data.trim() ||
		    ["TITLE", "DESC", "SCRIPT"].includes(
			    e.tagName.toUpperCase()))
			continue;
		const ratio = contrast(e);
		least = Math.min(least, ratio);
		check(ratio >= 4.5, "contrast " + ratio.toFixed(2) + ": " +
		      walker.currentNode.data.trim().slice(0, 30));
	}
	check(least < 99, "no text at all");
	return least;
}

function checkCharts() {
	const charts = document.querySelectorAll("svg");
	check(charts.length >= 3, "only " + charts.length + " charts");
	for (const svg of charts) {
		const [title, desc] = svg.children;
		check(title && title.tagName === "title" &&
		      title.textContent.trim(), "a chart without a title");
		check(desc && desc.tagName === "desc" &&
		      desc.textContent.trim(), "a chart without a text");
		check(svg.getAttribute("role") === "img", "a chart's role");
		for (const id of svg.getAttribute("aria-labelledby")
			.split(" "))
			check(document.getElementById(id)?.closest("svg") ===
			      svg, "no " + id);
		check(svg.closest("section").querySelector(
			"[data-figure], a[href='#levels']"),
		      "no figures beside " + title.textContent);
		check(svg.getBoundingClientRect().width > 200,
		      "a chart is too narrow: " + title.textContent);
		for (const text of svg.querySelectorAll("text")) {
			const r = text.getBoundingClientRect();
			const box = svg.getBoundingClientRect();
			check(r.left >= box.left - 1 &&
			      r.right <= box.right + 1,
			      "cut off: " + text.textContent);
		}
	}
}

function checkStructure() {
	const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
	check(new Set(ids).size === ids.length, "an id stands twice");
	check(document.documentElement.lang.startsWith("en"), "no lang");
	check(document.title.trim(), "no title");
	check(document.querySelectorAll("h1").length === 1, "not one h1");
	for (const s of document.querySelectorAll("section"))
		check(s.querySelector("h2"), "a section without a heading");
	for (const t of document.querySelectorAll("table")) {
		check(t.caption && t.querySelector("th[scope=col]") &&
		      t.querySelector("th[scope=row]"),
		      "a table without caption or heads: " +
		      (t.caption?.textContent ?? ""));
		const width = t.tHead.rows[0].cells.length;
		for (const row of t.rows)
			check([...row.cells].reduce((n, c) => n + c.colSpan,
						    0) === width,
			      "a row of another width: " + row.textContent);
	}
	for (const a of document.querySelectorAll("a")) {
		const to = a.getAttribute("href");
		check(to.startsWith("#") &&
		      document.getElementById(to.slice(1)),
		      "a link to nowhere: " + to);
		a.focus();
		check(document.activeElement === a, "no focus: " + to);
	}
	check(document.scripts.length === 1, "it has a script");
	check(performance.getEntriesByType("resource").length === 0,
	      "it loads something");
}

function checkWidth(when) {
	check(document.documentElement.scrollWidth <= innerWidth,
	      "wider than the window " + when + ": " +
	      document.documentElement.scrollWidth + " of " + innerWidth);
}

checkWidth("folded");
checkStructure();
checkCharts();
for (const d of document.querySelectorAll("details"))
	d.open = true;
checkWidth("unfolded");
const least = checkTexts();
const dark = luminance(background(document.body)) < 0.5 ? "dark" : "light";
parent.postMessage(["looked", location.search.slice(1), dark, innerWidth,
	document.querySelectorAll("[data-figure]").length,
	least.toFixed(1), ...wrong].join("|"), "*");
