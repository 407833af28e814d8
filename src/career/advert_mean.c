/* advert_mean.c - what words of an advert mean beside the terms.
 *
 * A dog called Redis, the perks in the middle of a paragraph, the letter at
 * the end of a table's line: told by the words right beside, which are few
 * and need no vocabulary.
 */
#include "career/advert.h"

#include <string.h>

enum {
	TITLE_WITHIN = 3,	/* words from "Dr" to the name, initials too */
	GIFT_WITHIN = 8,	/* words to "you'd get", from the sentence's */
	WHO_WITHIN = 4,		/* words from "who use" to what they use */
};

static bool is_title(const struct reading_piece *r, size_t i)
{
	static const char *const titles[] = { "dr", "mr", "mrs", "ms", "prof",
					      "professor", "miss", "sir", NULL
	};

	return advert_is_one(r, i, titles);
}

/* "Dr. R. Kafka": a title, and nothing but initials up to the name. */
static bool is_person(const struct reading_piece *r, size_t first)
{
	for (size_t i = first; i > 0 && first - i < TITLE_WITHIN; i--) {
		if (is_title(r, i - 1))
			return true;
		if (r->words.list[i - 1].folded.len > 1)
			return false;
	}
	return false;
}

/* "A tool called Terraform" is the tool. */
static bool is_called(const struct reading_piece *r, size_t first)
{
	static const char *const calls[] = { "called", "named", "nicknamed",
					     "dubbed", "christened", NULL };
	static const char *const tools[] = {
		"tool", "framework", "technology", "language", "library",
		"system", "database", "platform", "service", "broker", NULL
	};

	return first > 0 && advert_is_one(r, first - 1, calls) &&
	       !(first > 1 && advert_is_one(r, first - 2, tools));
}

bool advert_is_name(const struct reading_piece *r, const struct hit *hit)
{
	static const char *const without[] = { "free", NULL };
	struct str behind = advert_signs(r, hit->last);

	return is_called(r, hit->first) || is_person(r, hit->first) ||
	       (behind.len == 1 && behind.s[0] == '-' &&
		advert_is_one(r, hit->last + 1, without));
}

/* "The university, who use Google Cloud": theirs, whoever they are. */
bool advert_is_of_whom(const struct reading_piece *r, const struct hit *hit)
{
	static const char *const who[] = { "who", "which", NULL };
	static const char *const whose[] = {
		"university", "universities", "council", "trust", "school",
		"hospital", "hospitals", "ministry", "regulator", "landlord",
		"parent", "supplier", "suppliers", "vendor", "agency",
		"contractor", "partner", "partners", "broker", "brokers", NULL
	};
	static const char *const use[] = {
		"use", "uses", "run", "runs", "own", "owns", "host", "hosts",
		"have", "has", "prefer", "love", NULL
	};
	const struct word *list = r->words.list;

	for (size_t i = hit->first; i > 2 && hit->first - i < WHO_WITHIN &&
	     list[i - 1].sentence == list[hit->first].sentence; i--)
		if (advert_is_one(r, i - 1, use) &&
		    advert_is_one(r, i - 2, who))
			return advert_is_one(r, i - 3, whose);
	return false;
}

/* "You'll get 25 days and free AWS exams": what one gets is counted or free;
 * "you'll get to run Kafka" is the work. */
static bool is_gift(const struct reading_piece *r, size_t i)
{
	static const char *const you[] = { "you", NULL };
	static const char *const will[] = { "will", "would", "ll", "d", "also",
					    NULL };
	static const char *const get[] = { "get", "receive", NULL };
	static const char *const gifts[] = {
		"free", "paid", "unlimited", "private", "generous",
		"subsidised", "discounted", "shares", "equity", "funded", NULL
	};

	if (!advert_is_one(r, i, you))
		return false;
	for (i++; advert_is_one(r, i, will); i++)
		;
	return advert_is_one(r, i, get) && i + 1 < r->words.count &&
	       (r->words.list[i + 1].kind == WORD_NUMBER ||
		advert_is_one(r, i + 1, gifts));
}

bool advert_is_offer(const struct reading_piece *r, size_t i)
{
	static const char *const heads[] = { "benefits", "perks", "rewards",
					     "package", "extras", NULL };
	static const char *const verbs[] = { "include", "includes", "are",
					     "including", NULL };
	static const char *const we[] = { "we", NULL };
	static const char *const also[] = { "also", "can", "do", NULL };
	static const char *const offer[] = { "offer", NULL };
	static const char *const others[] = {
		"clients", "customers", "our", "services", "products", NULL
	};

	for (size_t at = i; at < i + GIFT_WITHIN && at < r->words.count &&
	     r->words.list[at].sentence == r->words.list[i].sentence; at++)
		if (is_gift(r, at))
			return true;
	if (advert_is_one(r, i, heads))
		return advert_is_one(r, i + 1, verbs);
	if (!advert_is_one(r, i, we))
		return false;
	i += advert_is_one(r, i + 1, also) ? 2 : 1;
	return advert_is_one(r, i, offer) && !advert_is_one(r, i + 1, others);
}

bool advert_is_unneeded(const struct reading_piece *r, const struct cue *cue)
{
	static const char *const needs[] = {
		"need", "needed", "required", "require", "expect", "expected",
		"know", "touch", "necessary", "nor", NULL
	};

	if (cue->weigh != NONE_BEFORE && cue->weigh != NONE_AFTER)
		return false;
	for (size_t i = cue->first; i <= cue->last; i++)
		if (advert_is_one(r, i, needs))
			return true;
	return false;
}

char advert_letter(const struct reading_piece *r)
{
	const struct piece *piece = r->piece;
	size_t at = piece->to - 1;
	char letter, before;

	if (r->plain[at] == ')' || r->plain[at] == ']')
		at--;
	if (at < piece->from + 3)
		return 0;
	letter = r->plain[at];
	before = r->plain[at - 1];
	if (letter != 'E' && letter != 'D' && letter != 'X')
		return 0;
	if (before == '(' || before == '[' || before == '\t' ||
	    before == '|')
		return letter;
	return before == ' ' && (r->plain[at - 2] == ' ' ||
				 r->plain[at - 2] == '\t' ||
				 r->plain[at - 2] == '|') ? letter : 0;
}
