/* story.c - stories: what each has, and which questions they serve.
 *
 * That a story compares is read from its naming the wanted job by the words in
 * which that job differs from the one held now ("backend", of a frontend and a
 * backend developer): who makes the comparison cannot do without them. They
 * are found as whole words, in one or in two, with a hyphen or without.
 */
#include "career/story.h"

#include <stdlib.h>

/* ---- what it has ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* How many bytes of text read as `words`: a hyphen or spaces may stand between
 * any two letters, an s behind the last one; 0: it is something else. */
static size_t reads(struct str text, const char *words)
{
	size_t at = 0;

	for (; *words; words++) {
		if (*words == ' ' || *words == '-')
			continue;
		while (at > 0 && at < text.len &&
		       (text.s[at] == ' ' || text.s[at] == '-' ||
			text.s[at] == '\n'))
			at++;
		if (at == text.len || small(text.s[at]) != small(*words))
			return 0;
		at++;
	}
	if (at < text.len && small(text.s[at]) == 's')
		at++;
	return at == text.len || !is_letter(text.s[at]) ? at : 0;
}

static bool names(struct str text, const char *words)
{
	for (size_t i = 0; i < text.len; i++) {
		struct str rest = { text.s + i, text.len - i };

		if ((i == 0 || !is_letter(text.s[i - 1])) &&
		    reads(rest, words) > 0)
			return true;
	}
	return false;
}

/* The words of job that from has not, as one text. */
static void take_own(struct text *own, const char *from, const char *job)
{
	struct str rest = str_of(job), word;

	while (str_cut(&rest, ' ', &word)) {
		struct str others = str_of(from), other;
		bool shared = false;

		while (str_cut(&others, ' ', &other))
			shared = shared || str_equal(word, other);
		if (!shared)
			text_add_str(own, word);
	}
}

void story_look(const struct mark *mark, struct str story, const char *from,
		const char *job, struct story_has *has)
{
	struct text own;

	*has = (struct story_has){ .outcome = false };
	for (int part = STAR_S; mark->star && mark->star->told &&
	     part < STAR_O; part++)
		has->parts[part] = mark->star->words[part] > 0;
	has->outcome = has->parts[STAR_R] && mark->star->figure;
	if (!job)
		return;
	text_init(&own, 200);
	take_own(&own, from ? from : "", job);
	has->comparison = own.len > 0 && names(story, own.s);
	text_release(&own);
}

/* ---- what it serves ---- */

static int compare(const void *a, const void *b)
{
	const struct story_fit *one = a, *two = b;

	if (one->score != two->score)
		return one->score > two->score ? -1 : 1;
	return one->story < two->story ? -1 : 1;
}

static void match_one(struct story_match *match, size_t question,
		      const int *scores)
{
	struct story_fit *fits = match->fits + question * match->stories;

	for (size_t i = 0; i < match->stories; i++) {
		fits[i] = (struct story_fit){ i, scores[i] };
		if (scores[i] < STORY_SERVES_FROM)
			continue;
		match->serving[question]++;
		match->serves[i]++;
	}
	if (match->stories > 1)
		qsort(fits, match->stories, sizeof(*fits), compare);
	match->served += match->serving[question] > 0;
}

void story_match(struct arena *arena, const int *scores, size_t stories,
		 size_t questions, struct story_match *match)
{
	*match = (struct story_match){ .stories = stories,
				       .questions = questions };
	match->fits = ARENA_ARRAY(arena, stories * questions,
				  struct story_fit);
	match->serving = ARENA_ARRAY(arena, questions, size_t);
	match->serves = ARENA_ARRAY(arena, stories, size_t);
	for (size_t i = 0; i < questions; i++)
		match_one(match, i, scores + i * stories);
}

const struct story_fit *story_fits(const struct story_match *match,
				   size_t question)
{
	return match->fits + question * match->stories;
}
