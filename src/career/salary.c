/* salary.c - bands held against each other, and the way back from the dip.
 *
 * Nothing is guessed within a band: what may be gained or lost lies between
 * the worst pair of figures and the best one.
 */
#include "career/career.h"

#include <inttypes.h>

enum { AMOUNT_MAX = 100000000, AMOUNT_DIGITS = 12 };

const char *const salary_place_names[] = {
	"below", "within", "between", "above",
};

struct salary_change salary_change(const struct form_range *from,
				   const struct form_range *to)
{
	return (struct salary_change){
		.low = to->low - from->high, .high = to->high - from->low,
		.low_open = from->open, .high_open = to->open,
	};
}

struct form_range salary_upper(const struct form_range *band)
{
	return (struct form_range){
		.low = band->low + (band->high - band->low + 1) / 2,
		.high = band->high, .open = band->open,
	};
}

enum salary_place salary_place(const struct path_salaries *salaries,
			       int64_t amount, bool of_to, size_t *level)
{
	for (*level = 0; *level < salaries->level_count; ++*level) {
		const struct path_salary *one = &salaries->levels[*level];
		const struct form_range *band = of_to ? &one->to : &one->from;

		if (amount < band->low)
			return *level ? SALARY_BETWEEN : SALARY_BELOW;
		if (amount <= band->high)
			return SALARY_WITHIN;
		if (band->open && *level + 1 == salaries->level_count)
			return SALARY_WITHIN;
	}
	--*level;
	return SALARY_ABOVE;
}

/* ---- amounts ---- */

/* Digits, where commas may set thousands apart: every group of three. */
static bool read_digits(struct str text, int64_t *amount)
{
	char digits[AMOUNT_DIGITS];
	size_t count = 0, group = 0;
	bool commas = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.s[i];

		if (c == ',') {
			if (group == 0 || group > 3 || (commas && group != 3))
				return false;
			commas = true;
			group = 0;
			continue;
		}
		if (c < '0' || c > '9' || count == sizeof(digits))
			return false;
		digits[count++] = c;
		group++;
	}
	return (!commas || group == 3) &&
	       text_number((struct str){ digits, count }, 1, AMOUNT_MAX,
			   amount);
}

/* "45" and "45.5" of thousands. */
static bool read_thousands(struct str text, int64_t *amount)
{
	int64_t whole, tenths = 0;
	struct str head;

	if (!str_cut(&text, '.', &head) ||
	    !text_number(head, 1, AMOUNT_MAX / 1000, &whole))
		return false;
	if (text.len > 0 && (text.len > 1 || !text_number(text, 0, 9,
							  &tenths)))
		return false;
	*amount = whole * 1000 + tenths * 100;
	return true;
}

bool salary_read(struct str text, int64_t *amount)
{
	text = str_trim(text);
	while (text.len > 0 && (text.s[0] < '0' || text.s[0] > '9')) {
		if (text.s[0] == '-' || text.s[0] == '+' || text.s[0] == '.' ||
		    text.s[0] == ',')
			return false;
		text.s++;
		text.len--;
	}
	if (text.len > 1 && (text.s[text.len - 1] | 0x20) == 'k') {
		text.len--;
		return read_thousands(text, amount);
	}
	return read_digits(text, amount);
}

const char *salary_text(struct arena *arena, int64_t amount)
{
	if (amount < 0)
		return arena_printf(arena, "-%s", salary_text(arena, -amount));
	if (amount < 1000)
		return arena_printf(arena, "%" PRId64, amount);
	return arena_printf(arena, "%s,%03d",
			    salary_text(arena, amount / 1000),
			    (int)(amount % 1000));
}

/* ---- the way back ---- */

struct salary_way salary_way(const struct path_salaries *salaries)
{
	const struct form_range *dip = &salaries->dip_months;
	const struct form_range *back = &salaries->back_years;
	const int64_t ends[SALARY_PHASES] = {
		dip->low, dip->high, back->low * 12, back->high * 12,
	};
	struct salary_way way = {
		.known = dip->high > 0 && back->high > 0,
	};
	int64_t at = 0;

	for (int i = 0; way.known && i < SALARY_PHASES; i++) {
		way.from[i] = at;
		at = ends[i] > at ? ends[i] : at;
		way.to[i] = at;
	}
	way.months = at;
	return way;
}

enum salary_phase salary_phase(const struct salary_way *way, double month)
{
	enum salary_phase phase = SALARY_CUT;

	while (phase < SALARY_BACK && month >= (double)way->to[phase])
		phase++;
	return phase;
}
