/* reply_text.c - lines, pages and dates that a server sent, without JSON.
 *
 * What a server says reaches a terminal and a log, so it becomes one line of
 * harmless characters, cut. Beyond what utf8_is_unsafe knows, characters
 * without a width are taken out, which could hide or forge words. A page of
 * HTML (proxies answer with one) is stripped of its tags, scripts and styles.
 * A Retry-After is seconds or a date in one of the three forms of RFC 9110,
 * section 5.6.7; a sender's clock need not be right, so what comes of it is
 * clamped by the courier.
 */
#include "wire/wire.h"

#include <string.h>

/* No width, no meaning in one line of a server's: soft hyphen, zero-width
 * spaces, word joiner and invisible operators, byte order mark, interlinear
 * marks, language tags. */
static bool is_hidden(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2028 ||
	       c == 0x2029 || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB) ||
	       (c >= 0xE0000 && c <= 0xE007F);
}

void reply_add_line(struct text *out, struct str text, size_t most)
{
	size_t start = out->len, last = out->len;
	bool space = false;

	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);

		if (utf8_is_space(c) || c == '\r') {
			space = out->len > start;
			continue;
		}
		if (is_hidden(c))
			continue;
		if (space)
			text_add_char(out, ' ');
		space = false;
		utf8_add(out, utf8_is_unsafe(c) ? 0xFFFD : c);
		if (out->len - start > most) {
			text_truncate(out, last);
			text_add(out, "...");
			return;
		}
		if (out->len - start <= most - 3)
			last = out->len;
	}
}

/* --- Retry-After ---------------------------------------------------- */

static bool take(struct str *rest, const char *sign)
{
	if (!str_starts(*rest, sign))
		return false;
	rest->s += strlen(sign);
	rest->len -= strlen(sign);
	return true;
}

/* Up to `digits` digits, at least one. */
static bool take_number(struct str *rest, int digits, int *value)
{
	int taken = 0;

	*value = 0;
	for (; taken < digits && rest->len && rest->s[0] >= '0' &&
	       rest->s[0] <= '9'; taken++) {
		*value = *value * 10 + (rest->s[0] - '0');
		rest->s++;
		rest->len--;
	}
	return taken > 0;
}

static bool take_month(struct str *rest, int *month)
{
	static const char *const names[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
	};

	for (*month = 1; *month <= 12; (*month)++)
		if (take(rest, names[*month - 1]))
			return true;
	return false;
}

static bool take_clock(struct str *rest, int64_t *seconds)
{
	int hour, minute, second;

	if (!take_number(rest, 2, &hour) || !take(rest, ":") ||
	    !take_number(rest, 2, &minute) || !take(rest, ":") ||
	    !take_number(rest, 2, &second) ||
	    hour > 23 || minute > 59 || second > 60)
		return false;
	*seconds = (int64_t)hour * 3600 + minute * 60 + second;
	return true;
}

/* "Sun, " or "Sunday, " or "Sun ": which day of the week it was said to be is
 * of no use. */
static void skip_weekday(struct str *rest)
{
	while (rest->len && rest->s[0] != ' ') {
		rest->s++;
		rest->len--;
	}
	*rest = str_trim(*rest);
}

/* Two digits of a year: of this century, unless that is over fifty years
 * ahead (RFC 9110). */
static int whole_year(int year, int64_t now)
{
	int here = date_civil(now / 86400).year;

	if (year > 99)
		return year;
	year += here - here % 100;
	return year > here + 50 ? year - 100 : year;
}

/* "Nov  6 08:49:37 1994" behind the weekday: asctime's form. */
static bool read_asctime(struct str rest, struct civil *civil,
			 int64_t *seconds)
{
	if (!take_month(&rest, &civil->month))
		return false;
	rest = str_trim(rest);
	if (!take_number(&rest, 2, &civil->day) || !take(&rest, " ") ||
	    !take_clock(&rest, seconds) || !take(&rest, " "))
		return false;
	return take_number(&rest, 4, &civil->year) && rest.len == 0;
}

/* "06 Nov 1994 08:49:37 GMT" or "06-Nov-94 08:49:37 GMT". */
static bool read_fixed(struct str rest, struct civil *civil, int64_t *seconds)
{
	const char *gap = memchr(rest.s, '-', rest.len) ? "-" : " ";

	return take_number(&rest, 2, &civil->day) && take(&rest, gap) &&
		take_month(&rest, &civil->month) && take(&rest, gap) &&
		take_number(&rest, 4, &civil->year) && take(&rest, " ") &&
		take_clock(&rest, seconds) && take(&rest, " GMT") &&
		rest.len == 0;
}

static bool is_date(struct civil civil)
{
	struct civil again = date_civil(date_day(civil));

	return civil.day >= 1 && again.month == civil.month &&
	       again.day == civil.day;
}

static bool is_digits(struct str text)
{
	while (text.len && text.s[text.len - 1] >= '0' &&
	       text.s[text.len - 1] <= '9')
		text.len--;
	return text.len == 0;
}

bool reply_retry_after(struct str value, int64_t now, int64_t *until)
{
	struct civil civil = { 0 };
	int64_t seconds = 0;
	struct str rest = str_trim(value);

	if (text_number(rest, 0, INT32_MAX, &seconds)) {
		*until = now + seconds;
		return true;
	}
	if (rest.len > 10 && is_digits(rest)) {
		*until = now + INT32_MAX;	/* longer than anyone waits */
		return true;
	}
	skip_weekday(&rest);
	if (!rest.len || (!read_fixed(rest, &civil, &seconds) &&
			  !read_asctime(rest, &civil, &seconds)))
		return false;
	civil.year = whole_year(civil.year, now);
	if (!is_date(civil))
		return false;
	*until = date_day(civil) * 86400 + seconds;
	return true;
}

/* --- moments -------------------------------------------------------- */

/* Nanoseconds of a fraction "T08:49:37.25Z"; 0 where there is none. */
static int64_t fraction_of(struct str moment)
{
	const char *dot = memchr(moment.s, '.', moment.len);
	int64_t value = 0, unit = 100000000;

	if (!dot)
		return 0;
	for (dot++; dot < moment.s + moment.len && *dot >= '0' &&
	     *dot <= '9' && unit > 0; dot++, unit /= 10)
		value += (*dot - '0') * unit;
	return value;
}

const char *reply_later(const char *a, const char *b)
{
	struct error ignored;
	struct moment first, second;

	if (!date_parse(str_of(b), &second, &ignored))
		return a;
	if (!date_parse(str_of(a), &first, &ignored))
		return b;
	if (first.utc != second.utc)
		return first.utc > second.utc ? a : b;
	return fraction_of(str_of(a)) >= fraction_of(str_of(b)) ? a : b;
}
