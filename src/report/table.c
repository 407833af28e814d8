/* table.c - sections and tables of the page. */
#include "report/page.h"

void section_begin(struct page *page, const char *id,
			  const char *heading, bool wide)
{
	page_add(page, "<section id=\"%s\"%s aria-labelledby=\"%s-head\">\n"
		 "<h2 id=\"%s-head\">%s</h2>\n", id,
		 wide ? " class=\"wide\"" : "", id, id, heading);
}

void section_end(struct page *page)
{
	page_add(page, "</section>\n");
	page_flush(page);
}

void table_begin(struct page *page, const char *caption, bool folded)
{
	if (folded)
		page_add(page, "<details><summary>As a table: %s</summary>\n",
			 caption);
	page_add(page, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
		 "aria-label=\"Table: %s\"><table>\n<caption>%s</caption>\n",
		 caption, caption);
}

void table_end(struct page *page, bool folded)
{
	page_add(page, "</tbody></table></div>\n%s",
		 folded ? "</details>\n" : "");
}

void table_begin_heads(struct page *page)
{
	page_add(page, "<thead><tr>");
}

void table_head(struct page *page, const char *text)
{
	page_add(page, "<th scope=\"col\">");
	page_text(page, text);
	page_add(page, "</th>");
}

void table_end_heads(struct page *page)
{
	page_add(page, "</tr></thead>\n<tbody>\n");
}

/* "skill|seen|of" */
void table_heads(struct page *page, const char *texts)
{
	struct str rest = str_of(texts), part;

	table_begin_heads(page);
	while (str_cut(&rest, '|', &part))
		page_add(page, "<th scope=\"col\">%.*s</th>", (int)part.len,
			 part.s);
	table_end_heads(page);
}

void table_row(struct page *page, const char *name)
{
	page_flush(page);
	page_add(page, "<tr><th scope=\"row\">");
	page_text(page, name);
	page_add(page, "</th>");
}

void table_day_row(struct page *page, int64_t day)
{
	page_flush(page);
	page_add(page, "<tr><th scope=\"row\">");
	page_day(page, day);
	page_add(page, "</th>");
}

void table_end_row(struct page *page)
{
	page_add(page, "</tr>\n");
}

void table_of_weak(struct page *page, const char *caption, const char *heads,
		   const struct stats_weak *list, size_t count)
{
	table_begin(page, caption, true);
	table_heads(page, heads);
	for (size_t i = 0; i < count; i++) {
		const struct stats_weak *weak = &list[i];

		table_row(page, weak->says);
		CELL(page, page_integer(page, weak->missed, "weak[%zu].missed",
					i));
		CELL(page, page_integer(page, weak->asked, "weak[%zu].asked",
					i));
		CELL(page, page_share(page, weak->share, "weak[%zu].share",
				      i));
		CELL(page, page_text(page, weak->skill ? weak->skill : "-"));
		table_end_row(page);
	}
	table_end(page, true);
}
