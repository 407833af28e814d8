/* star_who.c - who did it: verbs of the past and their subjects.
 *
 * A story is what somebody did once, so everything hangs on verbs of the past
 * whose subject is I (or we). There is no parser here: a subject stands right
 * before its verb but for asides, is kept through "and", commas and "then"
 * once it has done something, and gives way to the next one. "The updated
 * page", "a tool called X", "was asked" and "if I asked" are nobody's deeds.
 */
#include "mark/star.h"

enum who { WHO_NONE, WHO_I, WHO_WE, WHO_OTHER };

struct walk {
	const struct ready_star *star;
	const struct words *words;
	struct str answer;
	struct cue_word *read;
	enum who who, main;		/* main: behind a relative clause */
	bool did;			/* the subject has done something */
	bool open;			/* a verb here is the subject's */
	bool kept;			/* the subject is that of before */
	bool noun;			/* a noun may be the subject */
	bool doubt;			/* behind if, whenever ... */
	bool ever;			/* a verb without subject is mine */
	bool past;			/* I or we have, at some place */
};

static bool has(const struct walk *walk, size_t at, enum who_list list)
{
	return at < walk->words->count &&
	       (walk->read[at].lists & walk->star->lists[list]) != 0;
}

static bool is_word(const struct walk *walk, size_t at, const char *word)
{
	return at < walk->words->count &&
	       str_is(walk->words->list[at].folded, word);
}

static bool same_sentence(const struct walk *walk, size_t a, size_t b)
{
	const struct word *list = walk->words->list;

	return b < walk->words->count && list[a].sentence == list[b].sentence;
}

/* The word before `at`, asides left out, of the same sentence; or at. */
static size_t before(const struct walk *walk, size_t at)
{
	size_t i = at;

	while (i > 0 && same_sentence(walk, i, i - 1)) {
		i--;
		if (!has(walk, i, LIST_ASIDES) && !is_word(walk, i, "not"))
			return i;
	}
	return at;
}

static size_t after(const struct walk *walk, size_t at)
{
	size_t i = at + 1;

	while (same_sentence(walk, at, i) && has(walk, i, LIST_ASIDES))
		i++;
	return i;
}

static bool is_verb(const struct walk *walk, size_t at)
{
	return has(walk, at, LIST_PAST) || has(walk, at, LIST_EITHER) ||
	       has(walk, at, LIST_BE) || has(walk, at, LIST_HAVE) ||
	       has(walk, at, LIST_HELPERS);
}

/* A comma, a clause, "and": what follows may go on with the subject. */
static void reopen(struct walk *walk)
{
	walk->open = walk->kept = true;
	walk->noun = false;
	walk->who = walk->main;
}

static void take_subject(struct walk *walk, enum who who)
{
	if (walk->open)
		walk->main = who;	/* else a relative clause */
	walk->who = who;
	walk->open = true;
	walk->did = walk->kept = walk->noun = false;
}

/* I'll, I'd, I've: what follows is no verb of the past, nor of the present.
 * The words of an answer lose these endings; its text has them. */
static void read_ending(struct walk *walk, size_t at)
{
	const struct word *word = &walk->words->list[at];
	const char *end = walk->answer.s + word->to;
	size_t next = after(walk, at);

	if (word->to - word->from < word->folded.len + 2)
		return;
	walk->open = false;
	if (end[-1] == 'd' && (has(walk, next, LIST_PAST) ||
			       has(walk, next, LIST_DONE) ||
			       is_word(walk, next, "a") ||
			       is_word(walk, next, "no")))
		walk->read[at].lists |= walk->star->tags[TAG_HAD] |
					walk->star->tags[TAG_PAST];
	else if (end[-1] == 'd' || end[-1] == 'l')
		walk->read[at].lists |= walk->star->tags[TAG_WOULD];
}

/* True where the word at `at` is a subject, which is taken. */
static bool read_subject(struct walk *walk, size_t at)
{
	size_t next = after(walk, at);

	if (has(walk, at, LIST_FIRST)) {
		walk->open = true;
		take_subject(walk, WHO_I);
	} else if (has(walk, at, LIST_SHARED)) {
		walk->open = true;
		take_subject(walk, WHO_WE);
	} else if (has(walk, at, LIST_OTHERS) ||
		   (has(walk, at, LIST_THINGS) &&
		    same_sentence(walk, at, next) && is_verb(walk, next) &&
		    !walk->words->list[next].after_comma)) {
		take_subject(walk, WHO_OTHER);
	} else {
		return false;
	}
	read_ending(walk, at);
	return true;
}

/* "I did the maths" is a deed, "I did not", "I did call" are not. */
static bool is_helper(const struct walk *walk, size_t at)
{
	size_t next = at + 1;

	if (!has(walk, at, LIST_HELPERS))
		return false;
	return !is_word(walk, at, "did") || !same_sentence(walk, at, next) ||
	       !(has(walk, next, LIST_DETERMINERS) ||
		 has(walk, next, LIST_THINGS) ||
		 is_word(walk, next, "was") || is_word(walk, next, "what"));
}

/* "Got asked" is, "got the firm to come" is not. */
static bool is_being(const struct walk *walk, size_t at)
{
	size_t next = after(walk, at);

	return has(walk, at, LIST_BE) &&
	       !(has(walk, at, LIST_PAST) && same_sentence(walk, at, next) &&
		 !has(walk, next, LIST_PAST) && !has(walk, next, LIST_DONE));
}

static enum who subject_of(const struct walk *walk)
{
	if (walk->noun)
		return WHO_OTHER;
	if (!walk->open)
		return WHO_NONE;
	if (walk->who == WHO_NONE)	/* "Sat down with him." */
		return walk->ever ? WHO_I : WHO_NONE;
	return walk->kept && !walk->did ? WHO_NONE : walk->who;
}

/* A verb that is the same in the past (put) waits until it is known whether
 * the answer tells of the past at all. */
static void tag(struct walk *walk, size_t at, enum who who, bool either)
{
	static const enum who_tag tags[] = {
		[WHO_I] = TAG_DEED, [WHO_WE] = TAG_OURS,
		[WHO_OTHER] = TAG_EVENT,
	};

	if (who == WHO_NONE || walk->doubt || has(walk, at, LIST_STATE) ||
	    (either && who == WHO_OTHER))
		return;
	walk->read[at].lists |= walk->star->tags[either ? TAG_NOW : tags[who]];
	walk->past = walk->past || (who != WHO_OTHER && !either);
}

/* The verbs that waited. */
static void settle(struct walk *walk)
{
	const uint64_t *tags = walk->star->tags;

	for (size_t i = 0; walk->past && i < walk->words->count; i++)
		if ((walk->read[i].lists & tags[TAG_NOW]) &&
		    has(walk, i, LIST_EITHER)) {
			walk->read[i].lists &= ~tags[TAG_NOW];
			walk->read[i].lists |= tags[TAG_DEED] | tags[TAG_PAST];
		}
}

static void read_past(struct walk *walk, size_t at)
{
	size_t last = before(walk, at);
	bool either = !has(walk, at, LIST_PAST);
	enum who who;

	if (last != at && last + 1 == at &&
	    has(walk, last, LIST_DETERMINERS) && !walk->open)
		return;				/* the updated page */
	who = subject_of(walk);
	walk->open = false;
	if (last != at && (has(walk, last, LIST_BE) ||
			   has(walk, last, LIST_HAVE)))
		return;				/* was asked, had asked */
	if (either && last != at && (is_word(walk, last, "to") ||
				     has(walk, last, LIST_HELPERS)))
		return;
	if (!either && who != WHO_NONE)
		walk->read[at].lists |= walk->star->tags[TAG_PAST];
	tag(walk, at, who, either);
	if (walk->noun)
		walk->main = walk->who = WHO_OTHER;
	walk->noun = false;
	walk->did = true;
}

/* Any other word; right behind I or we it may be a verb of the present. */
static void read_plain(struct walk *walk, size_t at)
{
	if (walk->open && !walk->kept && !walk->doubt &&
	    (walk->who == WHO_I || walk->who == WHO_WE)) {
		if (!has(walk, at, LIST_HABITS) &&
		    !has(walk, at, LIST_STATE))
			walk->read[at].lists |= walk->star->tags[TAG_NOW];
	} else if (walk->open) {
		walk->noun = true;
	}
	walk->open = false;
}

static void read_word(struct walk *walk, size_t at)
{
	if (has(walk, at, LIST_DOUBTS))
		walk->doubt = true;
	if (read_subject(walk, at))
		return;
	if (has(walk, at, LIST_OPENERS)) {
		reopen(walk);
		if (!has(walk, at, LIST_DOUBTS) && !is_word(walk, at, "and"))
			walk->doubt = false;
	} else if (is_helper(walk, at) || is_being(walk, at) ||
		   has(walk, at, LIST_HAVE)) {
		if (walk->noun)
			walk->main = walk->who = WHO_OTHER;
		walk->noun = walk->open = false;
		if (is_word(walk, at, "was") || is_word(walk, at, "were") ||
		    is_word(walk, at, "had") || is_word(walk, at, "did")) {
			walk->did = true;
			walk->read[at].lists |= walk->star->tags[TAG_PAST];
		}
	} else if (has(walk, at, LIST_PAST) || has(walk, at, LIST_EITHER)) {
		read_past(walk, at);
	} else if (!has(walk, at, LIST_ASIDES)) {
		read_plain(walk, at);
	}
}

/* "Rang the ward, sat with her son": mine, where I or my is said at all. */
static bool speaks_of_me(const struct walk *walk)
{
	for (size_t i = 0; i < walk->words->count; i++)
		if (has(walk, i, LIST_FIRST) || has(walk, i, LIST_MINE))
			return true;
	return false;
}

void star_who(const struct ready_star *star, struct str answer,
	      const struct words *words, struct cue_word *read)
{
	struct walk walk = { .star = star, .words = words, .answer = answer,
			     .read = read };

	walk.ever = speaks_of_me(&walk);
	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];

		if (i == 0 || word->sentence != word[-1].sentence) {
			walk.main = WHO_NONE;
			walk.doubt = walk.did = false;
			reopen(&walk);
		} else if (word->after_comma ||
			   word->clause != word[-1].clause) {
			reopen(&walk);
		}
		if (word->kind == WORD_NUMBER)
			read[i].lists |= star->tags[TAG_FIGURE];
		read_word(&walk, i);
	}
	settle(&walk);
}
