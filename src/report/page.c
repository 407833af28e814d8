/* page.c - writing into a page: markup, escaped text, figures.
 *
 * A figure is shown rounded and carries its exact value as JSON has it, so
 * that a program can hold the page against `progress --json`.
 */
#include "report/page.h"

#include <inttypes.h>

enum { PIECE = 16 << 10 };

void page_flush(struct page *page)
{
	if (page->out.len < PIECE)
		return;
	if (!page->failed)
		page->failed = !page->write(page->context,
					    text_str(&page->out));
	text_reset(&page->out);
}

void page_add(struct page *page, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_vaddf(&page->out, format, args);
	va_end(args);
}

void page_text(struct page *page, const char *text)
{
	text_reset(&page->scratch);
	utf8_add_safe(&page->scratch, str_of(text));
	for (size_t i = 0; i < page->scratch.len; i++) {
		char c = page->scratch.s[i];

		switch (c) {
		case '&': text_add(&page->out, "&amp;"); break;
		case '<': text_add(&page->out, "&lt;"); break;
		case '>': text_add(&page->out, "&gt;"); break;
		case '"': text_add(&page->out, "&quot;"); break;
		case '\'': text_add(&page->out, "&#39;"); break;
		default: text_add_char(&page->out, c); break;
		}
	}
}

void page_day(struct page *page, int64_t day)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct civil civil = date_civil(day);

	page_add(page, "%d %s %d", civil.day, months[civil.month - 1],
		 civil.year);
}

/* ---- figures ---- */

__attribute__((format(printf, 3, 0)))
static void begin_figure(struct page *page, double value, const char *place,
			 va_list args)
{
	struct json json;

	page_add(page, "<data value=\"");
	json_init(&json, &page->out, 0);
	json_number(&json, value);
	page_add(page, "\" data-figure=\"$.");
	text_vaddf(&page->out, place, args);
	page_add(page, "\">");
}

void page_integer(struct page *page, int64_t value, const char *place, ...)
{
	va_list args;

	va_start(args, place);
	begin_figure(page, (double)value, place, args);
	va_end(args);
	page_add(page, "%" PRId64 "</data>", value);
}

void page_mean(struct page *page, double value, const char *place, ...)
{
	va_list args;

	va_start(args, place);
	begin_figure(page, value, place, args);
	va_end(args);
	page_add(page, "%.0f</data>", value);
}

void page_share(struct page *page, double value, const char *place, ...)
{
	va_list args;

	va_start(args, place);
	begin_figure(page, value, place, args);
	va_end(args);
	page_add(page, "%.0f%%</data>", value * 100);
}
