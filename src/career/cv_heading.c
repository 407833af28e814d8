/* cv_heading.c - is a line a heading, and of which section?
 *
 * A line that is set as a heading (Markdown, capitals, underlined) needs but
 * half of its words from the lists, one that stands by itself two of three,
 * any other all of them, so that "Experience with people" stays a line of
 * text while "Work experience" is none. Of several lists that fit, the first
 * one in enum cv_list decides.
 */
#include "career/cv.h"

enum { WORDS_MAX = 7 };

static const enum cv_section sections[] = {
	[LIST_HEADING_SKILLS] = CV_SKILLS,
	[LIST_HEADING_TRAINING] = CV_TRAINING,
	[LIST_HEADING_EDUCATION] = CV_EDUCATION,
	[LIST_HEADING_OTHER] = CV_OTHER,
	[LIST_HEADING_WORK] = CV_WORK,
	[LIST_HEADING_SUMMARY] = CV_SUMMARY,
};

struct cover {
	bool words[WORDS_MAX + 1];
};

static void cover(void *context, size_t number, const struct match *match)
{
	struct cover *covered = context;

	(void)number;
	for (size_t i = 0; i < match->count; i++)
		if (match->words[i] <= WORDS_MAX)
			covered->words[match->words[i]] = true;
}

/* A word by itself: a phrase is found once only, a heading may say two of its
 * words. */
static bool is_of_headings(struct arena *arena, const struct cv_words *words,
			   struct str word)
{
	struct cv_text read;

	cv_read_text(arena, words, word, &read);
	for (size_t l = 0; l <= LIST_HEADING_FILLER; l++)
		if (cv_says(words, (enum cv_list)l, read.reading, NULL))
			return true;
	return false;
}

static size_t count_covered(struct arena *arena, const struct cv_words *words,
			    struct str line, const struct cv_text *read,
			    struct cover *covered)
{
	size_t count = 0;

	for (size_t i = 0; i < read->words->count; i++) {
		const struct word *word = &read->words->list[i];
		struct str typed = { line.s + word->from,
				     word->to - word->from };

		count += covered->words[i] || word->function ||
			 is_of_headings(arena, words, typed);
	}
	return count;
}

static enum cv_section section_of(struct arena *arena,
				  const struct cv_words *words,
				  struct str line, enum cv_set set)
{
	enum cv_section found = CV_SECTIONS;
	struct cover covered = { { false } };
	struct cv_text read;
	size_t count, all;

	if (!line.len || line.len > 80)
		return CV_SECTIONS;
	cv_read_text(arena, words, line, &read);
	all = read.words->count;
	if (all == 0 || all > WORDS_MAX)
		return CV_SECTIONS;
	for (size_t l = 0; l < LIST_HEADING_FILLER; l++) {
		struct cover now = { { false } };

		cv_each(words, (enum cv_list)l, read.reading, cover, &now);
		for (size_t i = 0; i < all; i++) {
			if (now.words[i] && found == CV_SECTIONS)
				found = sections[l];
			covered.words[i] |= now.words[i];
		}
	}
	if (found == CV_SECTIONS)
		return found;
	count = count_covered(arena, words, line, &read, &covered);
	if (memchr(line.s, ',', line.len) || set == SET_PLAIN)
		return count == all ? found : CV_SECTIONS;
	return set == SET_APART ? (count * 3 >= all * 2 ? found : CV_SECTIONS)
				: (count * 2 >= all ? found : CV_SECTIONS);
}

/* Takes off what only sets a heading off: "== Skills ==", "[Skills]". */
static struct str bare(struct str line)
{
	static const char signs[] = "#*_=-~|:[]<>+/. ";

	while (line.len > 0 && strchr(signs, line.s[0])) {
		line.s++;
		line.len--;
	}
	while (line.len > 0 && strchr(signs, line.s[line.len - 1]))
		line.len--;
	return line;
}

enum cv_section cv_heading(struct arena *arena, const struct cv_words *words,
			   struct str line, enum cv_set set, struct str *rest)
{
	struct str head, tail = line;
	bool sentence = line.len > 0 && set != SET_MARKED &&
			strchr(".,;", line.s[line.len - 1]);

	*rest = STR("");
	if (sentence)
		return CV_SECTIONS;
	str_cut(&tail, ':', &head);
	tail = bare(tail);
	if (tail.len > 0 && bare(head).len > 0) {
		*rest = tail;
		return section_of(arena, words, bare(head), SET_PLAIN);
	}
	return section_of(arena, words, bare(line), set);
}
