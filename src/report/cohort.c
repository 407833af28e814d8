/* cohort.c - the page of a cohort: who practises, what is left out, how the
 * questions measure.
 *
 * Tables are whole, however many learners there are; charts show the first of
 * them. Nothing here orders or rates: the figures come in the order that they
 * are told in.
 */
#include "report/page.h"

#include <math.h>

enum { CHART_MOST = 15 };

static void decimal(struct page *page, bool known, double value,
		    const char *place, size_t i, const char *member)
{
	struct json json;

	if (!known) {
		page_add(page, "<td>-</td>");
		return;
	}
	page_add(page, "<td><data value=\"");
	json_init(&json, &page->out, 0);
	json_number(&json, value);
	page_add(page, "\" data-figure=\"$.%s[%zu].%s\">%.2f</data></td>",
		 place, i, member, value);
}

/* ---- learners ---- */

static void add_learners(struct page *page, const struct cohort *cohort)
{
	section_begin(page, "learners", "Who practises", true);
	table_begin(page, "learners, busiest first", false);
	table_heads(page, "learner|answers|questions|mean|days|streak|longest|"
		    "last");
	for (size_t i = 0; i < cohort->learner_count; i++) {
		const struct cohort_learner *one = &cohort->learners[i];

		table_row(page, one->name ? one->name : one->account);
		CELL(page, page_integer(page, one->attempts,
					"learners[%zu].attempts", i));
		CELL(page, page_integer(page, one->questions,
					"learners[%zu].questions", i));
		CELL(page, page_share(page, one->mean, "learners[%zu].mean",
				      i));
		CELL(page, page_integer(page, one->days, "learners[%zu].days",
					i));
		CELL(page, page_integer(page, one->streak.days,
					"learners[%zu].streak", i));
		CELL(page, page_integer(page, one->streak.best,
					"learners[%zu].best", i));
		CELL(page, page_day(page, one->last_day));
		table_end_row(page);
	}
	table_end(page, false);
	section_end(page);
}

/* ---- weakest points ---- */

static void chart_weak(struct page *page, struct arena *arena,
		       const struct cohort *cohort, size_t count)
{
	static const struct chart chart = {
		"weak-chart", "What answers leave out",
		"Bars: of the answers to a question, the share that had "
		"nothing of one of its points.",
	};
	struct svg_bar *bars = ARENA_ARRAY(arena, count, struct svg_bar);

	for (size_t i = 0; i < count; i++)
		bars[i] = (struct svg_bar){
			cohort->weak[i].says, cohort->weak[i].share,
			arena_printf(arena, "%lld of %lld",
				     (long long)cohort->weak[i].missed,
				     (long long)cohort->weak[i].asked),
		};
	svg_bars(page, &chart, bars, count, 1, "bad");
}

static void add_weak(struct page *page, struct arena *arena,
		     const struct cohort *cohort)
{
	size_t count = 0;

	if (cohort->weak_count == 0)
		return;
	while (count < cohort->weak_count && count < CHART_MOST &&
	       cohort->weak[count].missed > 0)
		count++;
	section_begin(page, "weak", "What answers leave out", false);
	chart_weak(page, arena, cohort, count);
	table_of_weak(page, "points, the surest weakness first",
		      "point|left out|asked for|share|skill", cohort->weak,
		      cohort->weak_count);
	section_end(page);
}

/* ---- questions ---- */

static void tell_alpha(struct page *page, const struct item_analysis *analysis)
{
	section_begin(page, "alpha", "How to read the figures", false);
	page_add(page, "<p>Of each learner's first score at each question. "
		 "Facility is the mean; discrimination what the best 27%% "
		 "have more than the worst 27%%; correlation that with the "
		 "learner's other scores. What was not answered is left out, "
		 "not counted as 0; with fewer than %d learners to compare "
		 "nothing is said.</p>\n<p>", ITEMS_FEW);
	if (!analysis->has_alpha) {
		page_add(page, "Cronbach's alpha is unknown: it takes two "
			 "questions or more with %d learners each, who "
			 "answered both.</p>\n", ITEMS_FEW);
		section_end(page);
		return;
	}
	page_add(page, "Cronbach's alpha <data value=\"%.17g\" "
		 "data-figure=\"$.alpha.value\">%.2f</data>, of ",
		 analysis->alpha, analysis->alpha);
	page_integer(page, (int64_t)analysis->alpha_items, "alpha.questions");
	page_add(page, " questions and ");
	page_integer(page, (int64_t)analysis->alpha_learners,
		     "alpha.learners");
	page_add(page, " learners.</p>\n");
	section_end(page);
}

static void add_question(struct page *page, size_t i,
			 const struct cohort_question *question)
{
	const struct item_figures *item = &question->figures;

	table_row(page, question->question);
	CELL(page, page_text(page, question->skill[0] ? question->skill
							: "-"));
	CELL(page, page_integer(page, question->attempts,
				"questions[%zu].attempts", i));
	CELL(page, page_integer(page, item->answered,
				"questions[%zu].learners", i));
	decimal(page, true, item->facility, "questions", i, "facility");
	CELL(page, page_integer(page, item->compared,
				"questions[%zu].compared", i));
	decimal(page, item->known, item->discrimination, "questions", i,
		"discrimination");
	decimal(page, item->known && item->varies, item->correlation,
		"questions", i, "correlation");
	table_end_row(page);
}

static void add_questions(struct page *page, const struct cohort *cohort)
{
	section_begin(page, "questions", "How the questions measure", true);
	table_begin(page, "questions, hardest first", false);
	table_heads(page, "question|skill|answers|learners|facility|compared|"
		    "discrimination|correlation");
	for (size_t i = 0; i < cohort->question_count; i++)
		add_question(page, i, &cohort->questions[i]);
	table_end(page, false);
	section_end(page);
}

/* ---- the page ---- */

static void add_overview(struct page *page, const struct cohort *cohort)
{
	section_begin(page, "overview", "At a glance", true);
	page_add(page, "<dl>\n<div><dt>answers</dt><dd>");
	page_integer(page, cohort->attempts, "attempts");
	page_add(page, "</dd></div>\n<div><dt>learners</dt><dd>%zu</dd></div>"
		 "\n<div><dt>questions</dt><dd>%zu</dd></div>\n</dl>\n",
		 cohort->learner_count, cohort->question_count);
	section_end(page);
}

static void add_body(struct page *page, const struct cohort *cohort,
		     const char *version)
{
	struct arena arena;

	arena_init(&arena, 0);
	page_top(page, "A cohort's practice", cohort->today);
	page_add(page, "<main id=\"main\" tabindex=\"-1\">\n");
	add_overview(page, cohort);
	add_learners(page, cohort);
	add_weak(page, &arena, cohort);
	tell_alpha(page, &cohort->analysis);
	add_questions(page, cohort);
	page_add(page, "</main>\n<footer>Made by rehearse ");
	page_text(page, version);
	page_add(page, " from statements of the learners' own programs. A "
		 "score says how much of a question's key points an answer "
		 "covers; it is a practice aid.</footer>\n</body>\n</html>\n");
	arena_release(&arena);
}

bool report_cohort(const struct cohort *cohort, const char *version,
		   report_write *write, void *context)
{
	struct page page = { .f = NULL, .write = write, .context = context };

	text_init(&page.out, SIZE_MAX);
	text_init(&page.scratch, SIZE_MAX);
	page_head(&page, "A cohort's practice", cohort->today, version);
	add_body(&page, cohort, version);
	if (!page.failed)
		page.failed = !write(context, text_str(&page.out));
	text_release(&page.out);
	text_release(&page.scratch);
	return !page.failed;
}
