/* cv_words.c - the lists of data/cv, compiled once.
 *
 * All lists share one vocabulary, so that a line is read once and asked for
 * everything. The phrases of a list have numbers in a row: phrase_next then
 * passes over those that surely do not match. A misspelt word is taken, as a
 * learner's slip should not hide a heading, but never one that names a tool:
 * "Fask" is more likely a tool we do not know than Flask.
 */
#include "career/cv.h"

static const char *const list_names[LIST_COUNT] = {
	[LIST_HEADING_SKILLS] = "heading-skills",
	[LIST_HEADING_TRAINING] = "heading-training",
	[LIST_HEADING_EDUCATION] = "heading-education",
	[LIST_HEADING_OTHER] = "heading-other",
	[LIST_HEADING_WORK] = "heading-work",
	[LIST_HEADING_SUMMARY] = "heading-summary",
	[LIST_HEADING_FILLER] = "heading-filler",
	[LIST_BACKEND_CORE] = "backend-core",
	[LIST_BACKEND_SHARED] = "backend-shared",
	[LIST_FRONTEND_WORDS] = "frontend-words",
	[LIST_BACKEND_ROLE] = "backend-role",
	[LIST_BACKEND_ROLE_TIGHT] = "backend-role-tight",
	[LIST_FRONTEND_ROLE] = "frontend-role",
	[LIST_FRONTEND_PAST] = "frontend-past",
	[LIST_BACKEND_OTHERS] = "backend-others",
	[LIST_PLACEHOLDER_WORDS] = "placeholder-words",
	[LIST_PLACEHOLDER] = "placeholder",
	[LIST_STOCK_PHRASES] = "stock-phrases",
	[LIST_MEASURE_UNITS] = "measure-units",
	[LIST_MEASURE_WORDS] = "measure-words",
	[LIST_MEASURE_NONE_BEHIND] = "measure-none-behind",
	[LIST_MEASURE_NONE_BEFORE] = "measure-none-before",
	[LIST_TRAINING_WORDS] = "training-words",
	[LIST_TRAINING_NAMES] = "training-names",
	[LIST_LETTER_DEEDS] = "letter-deeds",
	[LIST_TRAINING_GIVEN] = "training-given",
	[LIST_LETTER_FROM] = "letter-from",
	[LIST_LETTER_TO] = "letter-to",
	[LIST_LETTER_ROLE] = "letter-role",
	[LIST_LETTER_WHY] = "letter-why",
	[LIST_LETTER_AWAY] = "letter-away",
	[LIST_LETTER_EVIDENCE] = "letter-evidence",
	[LIST_EVIDENCE_WORDS] = "evidence-words",
	[LIST_COMPANY_BEFORE] = "company-before",
	[LIST_COMPANY_NEVER] = "company-never",
	[LIST_COMPANY_OWN] = "company-own",
	[LIST_COMPANY_THEIRS] = "company-theirs",
	[LIST_COMPANY_UNNAMED] = "company-unnamed",
};

struct compiled {
	struct phrase **phrases;
	size_t count;
	unsigned first;		/* number of the first phrase */
};

struct cv_words {
	struct vocabulary *vocabulary;
	struct compiled lists[LIST_COUNT];
};

static void compile_list(struct arena *arena, struct cv_words *words,
			 const struct phrase_list *from,
			 struct compiled *to, struct problems *problems)
{
	struct error err;

	to->phrases = ARENA_ARRAY(arena, from->count, struct phrase *);
	for (size_t i = 0; i < from->count; i++) {
		const struct place *at = &from->places[i];

		if (phrase_compile(words->vocabulary, str_of(from->phrases[i]),
				   &to->phrases[to->count], &err))
			to->count++;
		else
			problems_add(problems, at->path, at->line, at->column,
				     "'%s': %s", from->phrases[i], err.text);
	}
	if (to->count > 0)
		to->first = phrase_number(to->phrases[0]);
}

bool cv_words_make(struct arena *arena, const struct phrase_lists *lists,
		   struct cv_words **words, struct problems *problems)
{
	static const struct word_groups none;
	struct word_groups groups = {
		ARENA_ARRAY(arena, lists->count, struct word_group),
		lists->count
	};
	struct cv_words *made = ARENA_NEW(arena, struct cv_words);
	const struct phrase_list *list;

	problems_init(problems, arena);
	for (size_t i = 0; i < lists->count; i++)
		groups.list[i] = (struct word_group){
			lists->list[i].name, lists->list[i].phrases,
			lists->list[i].count
		};
	made->vocabulary = vocabulary_new(arena, &none, &groups);
	for (size_t i = 0; i < LIST_COUNT; i++) {
		list = bank_find_list(lists, list_names[i]);
		if (list)
			compile_list(arena, made, list, &made->lists[i],
				     problems);
		else
			problems_add(problems, "", 0, 0, "the list '%s' is "
				     "missing from the word lists for CVs; "
				     "add it", list_names[i]);
	}
	vocabulary_seal(made->vocabulary);
	*words = made;
	return problems->count == 0;
}

void cv_read_text(struct arena *arena, const struct cv_words *words,
		  struct str text, struct cv_text *read)
{
	struct words *made;

	if (text.len > LANG_ANSWER_MAX)
		text.len = LANG_ANSWER_MAX;
	made = ARENA_NEW(arena, struct words);
	lang_read(arena, text, made);
	read->words = made;
	read->reading = match_read(arena, words->vocabulary, text, made);
}

static bool takes_slips(enum cv_list list)
{
	return list <= LIST_HEADING_FILLER;
}

void cv_each(const struct cv_words *words, enum cv_list list,
	     const struct reading *reading,
	     void (*found)(void *context, size_t number,
			   const struct match *match),
	     void *context)
{
	static const struct match_rule plain;
	const struct compiled *in = &words->lists[list];
	struct match match;
	size_t i = 0;

	for (;; i++) {
		i = phrase_next(reading, in->first, i, in->count, false);
		if (i >= in->count)
			return;
		phrase_find(in->phrases[i], reading, &plain, &match);
		if (match.state == MATCH_FOUND &&
		    (!match.misspelt || takes_slips(list)))
			found(context, i, &match);
	}
}

/* ---- the two that most callers want ---- */

struct first {
	struct match match;
	bool any;
};

static void keep_first(void *context, size_t number,
		       const struct match *match)
{
	struct first *first = context;

	(void)number;
	if (!first->any || match->words[0] < first->match.words[0])
		first->match = *match;
	first->any = true;
}

bool cv_says(const struct cv_words *words, enum cv_list list,
	     const struct reading *reading, struct match *match)
{
	struct first first = { .any = false };

	cv_each(words, list, reading, keep_first, &first);
	if (first.any && match)
		*match = first.match;
	return first.any;
}

static void count_one(void *context, size_t number,
		      const struct match *match)
{
	size_t *count = context;

	(void)number;
	(void)match;
	++*count;
}

size_t cv_count(const struct cv_words *words, enum cv_list list,
		const struct reading *reading)
{
	size_t count = 0;

	cv_each(words, list, reading, count_one, &count);
	return count;
}

/* ---- every place ---- */

struct covering {
	const struct words *words;
	const bool *but;	/* words that may not be used; or NULL */
	bool *used;		/* by this phrase; or NULL */
	bool tight;		/* one word behind the other */
};

static bool is_several(struct str word)
{
	return word.len > 3 && str_is((struct str){ word.s + word.len - 3, 3 },
				      "ers");
}

static bool allows(void *context, const uint16_t *words, size_t count)
{
	const struct covering *c = context;
	uint16_t low = UINT16_MAX, high = 0;

	for (size_t i = 0; i < count; i++) {
		uint16_t at = words[i];

		if ((c->used && c->used[at]) || (c->but && c->but[at]))
			return false;
		/* developers are others: nobody is several */
		if (c->but && is_several(c->words->list[at].folded))
			return false;
		low = at < low ? at : low;
		high = at > high ? at : high;
	}
	return !c->tight || (size_t)(high - low) + 1 == count;
}

size_t cv_cover(struct arena *arena, const struct cv_words *words,
		enum cv_list list, const struct cv_text *read, bool *marks)
{
	const struct compiled *in = &words->lists[list];
	struct covering c = { .words = read->words };
	struct match_rule rule = { .allows = allows, .context = &c };
	struct match match;
	size_t times = 0;

	c.used = ARENA_ARRAY(arena, read->words->count, bool);
	for (size_t i = 0; i < in->count; i++) {
		i = phrase_next(read->reading, in->first, i, in->count,
				false);
		if (i >= in->count)
			break;
		memset(c.used, 0, read->words->count);
		for (;;) {
			phrase_find(in->phrases[i], read->reading, &rule,
				    &match);
			if (match.state != MATCH_FOUND || match.misspelt ||
			    !match.count)
				break;
			for (size_t w = 0; w < match.count; w++)
				marks[match.words[w]] =
					c.used[match.words[w]] = true;
			times++;
		}
	}
	return times;
}

size_t cv_first(const struct cv_words *words, enum cv_list list,
		const struct cv_text *read, const bool *but, bool tight)
{
	const struct compiled *in = &words->lists[list];
	struct covering c = {
		.words = read->words, .but = but, .tight = tight,
	};
	struct match_rule rule = { .allows = allows, .context = &c };
	struct match match;
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < in->count; i++) {
		phrase_find(in->phrases[i], read->reading, &rule, &match);
		if (match.state == MATCH_FOUND && !match.misspelt &&
		    match.words[0] < first)
			first = match.words[0];
	}
	return first;
}
