/* letter.c - a cover letter: does it tell the change, and to whom?
 *
 * The letter of somebody who changes has four things to say: from what, to
 * what, what draws them there, and what they have done there already. Beside
 * that it names the role and the company, fits a page, and does not repeat
 * the CV: runs of eight words in a row that both have are counted.
 *
 * A company's name is no word of any list. It is taken to be a word with a
 * capital inside a sentence, behind "at", "join", "Dear" and the like, unless
 * the words before it speak of the writer's own job.
 */
#include "career/cv.h"

#include <string.h>

enum {
	RUN = 8,		/* words in a row that two texts share */
	SHARED_PART = 5,	/* one word of so many may be in such runs */
	LOOK_BACK = 7,		/* words before a name that say whose it is */
	SIGNATURE = 4,		/* last words, which may be the writer's */
	LETTER_WORDS = 500,	/* of a page */
	LETTER_LINES = 55,
};

struct letter {
	struct arena *arena;
	const struct cv_words *words;
	struct findings *rules;
	const struct cv *cv;		/* the letter's lines */
	struct cv_text read;		/* all of it */
	struct str text;
	unsigned char *kinds;		/* of each word: bits below */
};

/* What a word by itself may be where companies are looked for. */
enum {
	KIND_NAME = 1,		/* a capital, and no tool, month, town, title */
	KIND_CAPITAL = 2,
	KIND_BEFORE = 4, KIND_NEVER = 8, KIND_OWN = 16, KIND_THEIRS = 32,
};

static int line_at(const struct letter *l, size_t word)
{
	int line = 1;
	size_t to = word < l->read.words->count ?
		    l->read.words->list[word].from : 0;

	for (size_t i = 0; i < to; i++)
		line += l->text.s[i] == '\n';
	return line;
}

static void add(struct letter *l, const char *rule, bool broken, size_t word,
		const char *says)
{
	cv_find(l->arena, l->rules, rule, broken,
		word == SIZE_MAX ? 0 : line_at(l, word), "%s", says);
}

/* The first word of the list in the letter; SIZE_MAX: none. */
static size_t first_of(const struct letter *l, enum cv_list list)
{
	return cv_first(l->words, list, &l->read, NULL, false);
}

/* A rule that is kept where the letter says something of a list. */
static void ask(struct letter *l, const char *rule, enum cv_list list,
		const char *kept, const char *mend)
{
	size_t at = first_of(l, list);

	add(l, rule, at == SIZE_MAX, at, at == SIZE_MAX ? mend : kept);
}

static void ask_why(struct letter *l)
{
	size_t away = first_of(l, LIST_LETTER_AWAY);

	if (away != SIZE_MAX)
		add(l, "letter-why-toward", true, away, "Take out what you "
		    "want to get away from, and say what draws you to backend "
		    "work.");
	else
		ask(l, "letter-why-toward", LIST_LETTER_WHY, "It says what "
		    "draws you to backend work.", "Say in a sentence which "
		    "part of backend work draws you, and how you found that "
		    "out.");
}

static void ask_evidence(struct letter *l)
{
	size_t at = first_of(l, LIST_LETTER_EVIDENCE);

	if (at == SIZE_MAX)
		at = first_of(l, LIST_EVIDENCE_WORDS);
	add(l, "letter-evidence", at == SIZE_MAX, at, at == SIZE_MAX ?
	    "Prove it with one thing that you built, measured or learnt on "
	    "the backend side, and what came of it." :
	    "It gives evidence of backend work.");
}

static void ask_role(struct letter *l)
{
	size_t at = cv_target(l->arena, l->words, &l->read);

	if (at == SIZE_MAX)
		at = first_of(l, LIST_LETTER_ROLE);
	add(l, "letter-names-role", at == SIZE_MAX, at, at == SIZE_MAX ?
	    "Name the role in the first paragraph, as the advert has it." :
	    "It names the role.");
}

/* ---- the company ---- */

static unsigned char kind_of(struct arena *arena, const struct letter *l,
			     size_t i)
{
	static const struct {
		enum cv_list list;
		unsigned char kind;
	} lists[] = {
		{ LIST_COMPANY_BEFORE, KIND_BEFORE },
		{ LIST_COMPANY_NEVER, KIND_NEVER },
		{ LIST_COMPANY_OWN, KIND_OWN },
		{ LIST_COMPANY_THEIRS, KIND_THEIRS },
	};
	const struct word *word = &l->read.words->list[i];
	struct str typed = { l->text.s + word->from, word->to - word->from };
	unsigned char kind = 0;
	struct cv_text read;
	size_t at = 0;

	cv_read_text(arena, l->words, typed, &read);
	for (size_t k = 0; k < sizeof(lists) / sizeof(*lists); k++)
		if (cv_says(l->words, lists[k].list, read.reading, NULL))
			kind |= lists[k].kind;
	if (!typed.len || !utf8_is_upper(utf8_next(typed, &at)))
		return kind;
	kind |= KIND_CAPITAL;
	if (!word->function && !(kind & KIND_NEVER) &&
	    !cv_says(l->words, LIST_PLACEHOLDER_WORDS, read.reading, NULL) &&
	    !cv_says(l->words, LIST_BACKEND_CORE, read.reading, NULL) &&
	    !cv_says(l->words, LIST_BACKEND_SHARED, read.reading, NULL) &&
	    !cv_says(l->words, LIST_FRONTEND_WORDS, read.reading, NULL))
		kind |= KIND_NAME;
	return kind;
}

static void find_kinds(struct letter *l)
{
	size_t count = l->read.words->count;
	struct arena brief;

	arena_init(&brief, 0);
	l->kinds = ARENA_ARRAY(l->arena, count, unsigned char);
	for (size_t i = 0; i < count; i++) {
		l->kinds[i] = kind_of(&brief, l, i);
		arena_reset(&brief);
	}
	arena_release(&brief);
}

enum whose { WHOSE_UNSAID, WHOSE_OWN, WHOSE_THEIRS };

/* Do the words before the name speak of the writer's own job, or of the one
 * applied for? */
static enum whose whose(const struct letter *l, size_t i)
{
	const struct word *list = l->read.words->list;
	enum whose found = WHOSE_UNSAID;

	for (size_t back = 1; back <= LOOK_BACK && back <= i; back++) {
		size_t at = i - back;

		if (list[at].sentence != list[i].sentence)
			break;
		if (l->kinds[at] & KIND_THEIRS)
			return WHOSE_THEIRS;
		if (l->kinds[at] & KIND_OWN)
			found = WHOSE_OWN;
	}
	return found;
}

/* Where nothing is said of whose it is, another place may say that it is the
 * writer's own. */
static bool is_own(const struct letter *l, size_t i)
{
	const struct words *words = l->read.words;
	enum whose here = whose(l, i);

	for (size_t j = 1; here == WHOSE_UNSAID && j < words->count; j++)
		if (words->list[j].key == words->list[i].key &&
		    (l->kinds[j] & KIND_CAPITAL) &&
		    whose(l, j) == WHOSE_OWN)
			return true;
	return here == WHOSE_OWN;
}

/* Does a preposition before the name make it one that is written to? */
static bool is_written_to(const struct letter *l, size_t i)
{
	const struct word *list = l->read.words->list;
	size_t before = i - 1;		/* the first word opens a sentence */
	bool dear = str_is(list[before].folded, "dear");

	/* Dear Ms Hall is a person; Dear Acme team is a company */
	if (dear && i + 1 < l->read.words->count)
		return (l->kinds[i + 1] & (KIND_NEVER | KIND_CAPITAL)) ==
		       KIND_NEVER;
	if (dear || list[before].sentence != list[i].sentence)
		return false;
	if (before > 0 && str_is(list[before].folded, "the"))
		before--;
	return (l->kinds[before] & KIND_BEFORE) && !is_own(l, i);
}

/* A name of the address that the letter comes back to, before it is signed. */
static bool is_addressed(const struct letter *l, size_t i, size_t dear)
{
	const struct words *words = l->read.words;

	if (is_own(l, i))
		return false;
	for (size_t j = dear + 1; j + SIGNATURE < words->count; j++)
		if (words->list[j].key == words->list[i].key &&
		    (l->kinds[j] & KIND_CAPITAL))
			return true;
	return false;
}

static size_t find_company(struct letter *l)
{
	const struct words *words = l->read.words;
	size_t dear = 0;

	find_kinds(l);
	while (dear < words->count &&
	       !str_is(words->list[dear].folded, "dear"))
		dear++;
	if (dear == words->count)
		dear = 0;		/* no address, no greeting */
	for (size_t i = 0; i < words->count; i++) {
		if (!(l->kinds[i] & KIND_NAME))
			continue;
		if (i < dear ? is_addressed(l, i, dear)
			     : i > 0 && is_written_to(l, i))
			return i;
	}
	return SIZE_MAX;
}

static void ask_company(struct letter *l)
{
	size_t at = find_company(l);

	add(l, "letter-names-company", at == SIZE_MAX,
	    at == SIZE_MAX ? first_of(l, LIST_COMPANY_UNNAMED) : at,
	    at == SIZE_MAX ? "Name the company, and one thing about it that "
	    "made you write to it and to no other." :
	    "It names the company.");
}

/* ---- the same words as the CV ---- */

static bool same_run(const struct words *a, size_t i, const struct words *b,
		     size_t j)
{
	for (size_t k = 0; k < RUN; k++)
		if (a->list[i + k].key != b->list[j + k].key)
			return false;
	return true;
}

static bool has_run(const struct words *words, size_t i,
		    const struct words *other)
{
	for (size_t j = 0; j + RUN <= other->count; j++)
		if (same_run(words, i, other, j))
			return true;
	return false;
}

static void ask_own_words(struct letter *l, const struct cv *cv)
{
	const struct words *words = l->read.words;
	bool *shared = ARENA_ARRAY(l->arena, words->count, bool);
	size_t count = 0, first = SIZE_MAX;

	for (size_t c = 0; c < cv->count; c++)
		for (size_t i = 0; i + RUN <= words->count; i++)
			if (has_run(words, i, cv->items[c].read->words))
				for (size_t k = 0; k < RUN; k++)
					shared[i + k] = true;
	for (size_t i = 0; i < words->count; i++) {
		count += shared[i];
		if (shared[i] && first == SIZE_MAX)
			first = i;
	}
	if (count * SHARED_PART > words->count)
		add(l, "letter-own-words", true, first, "Tell it in other "
		    "words than the CV, which lies beside it: from here on "
		    "the two say the same.");
	else
		add(l, "letter-own-words", false, SIZE_MAX, "It is no copy of "
		    "the CV.");
}

/* ---- form ---- */

static void ask_page(struct letter *l)
{
	bool long_feeds = l->cv->by_feeds && l->cv->pages > 1;
	bool broken = long_feeds || l->cv->rows > LETTER_LINES ||
		      l->cv->word_count > LETTER_WORDS;

	cv_find(l->arena, l->rules, "letter-one-page", broken, 0,
		broken ? "Cut it to one page, of 250 to 400 words; it has %zu."
		       : "It fits one page, with %zu words.",
		l->cv->word_count);
}

static void ask_template(struct letter *l)
{
	int gap = cv_line_with_gap(l->arena, l->words, l->cv);
	struct match match;
	size_t stock = cv_count(l->words, LIST_STOCK_PHRASES,
				l->read.reading);

	if (gap)
		cv_find(l->arena, l->rules, "letter-not-template", true, gap,
			"Fill this gap of the template, or take it out.");
	else if (stock >= CV_STOCK_MANY &&
		 cv_says(l->words, LIST_STOCK_PHRASES, l->read.reading,
			 &match))
		add(l, "letter-not-template", true, match.words[0], "Replace "
		    "the stock phrases by what you did: everybody copies them "
		    "from the same templates.");
	else
		add(l, "letter-not-template", false, SIZE_MAX, "It does not "
		    "read like a copied template.");
}

void letter_check(struct arena *arena, const struct cv_words *words,
		  const struct cv *letter, const struct cv *cv,
		  struct findings *rules)
{
	struct letter l = {
		.arena = arena, .words = words, .rules = rules, .cv = letter,
	};

	*rules = (struct findings){ 0 };
	l.text = letter->text;
	cv_read_text(arena, words, l.text, &l.read);
	ask_role(&l);
	ask_company(&l);
	ask(&l, "letter-from", LIST_LETTER_FROM, "It says where you come "
	    "from.", "Say what you do now, frontend work, and for how long.");
	ask(&l, "letter-to", LIST_LETTER_TO, "It says where you want to go.",
	    "Say plainly that you are moving into backend work.");
	ask_why(&l);
	ask_evidence(&l);
	if (cv)
		ask_own_words(&l, cv);
	ask_page(&l);
	ask_template(&l);
}
