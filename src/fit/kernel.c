/* kernel.c - how alike two answers to one question are.
 *
 * A sum of four likenesses: that they answer the same question at all, the
 * cosine of their words and neighbouring words, that of their runs of three
 * to five letters (which sees through endings and slips), both weighted by
 * how few of the question's answers have them, and that of what a sketch or a
 * rubric says of them. What each weighs was chosen on two sets of graded
 * answers together (SAF 2.0, DigiKlausur) and is the same for all questions;
 * half or double of any one changes little.
 */
#include "fit/kernel.h"
#include "fit/form.h"

#include <math.h>
#include <string.h>

static const double same_question = 1, same_words = 1, same_letters = 2,
	same_features = 0.5, same_points = 0.5, same_details = 4;

/* A unit vector over words or letters; codes rising. */
struct sparse {
	uint64_t *codes;
	double *weights;
	size_t count;
};

/* Sorts the codes and makes a weight of how often each is there: once counts
 * 1, and more often little more. */
static struct sparse sparse_of(struct arena *arena, struct codes *codes)
{
	struct sparse sparse = { 0 };

	codes_sort(codes);
	sparse.codes = ARENA_ARRAY(arena, codes->count, uint64_t);
	sparse.weights = ARENA_ARRAY(arena, codes->count, double);
	for (size_t i = 0, next; i < codes->count; i = next) {
		for (next = i; next < codes->count &&
		     codes->list[next] == codes->list[i];)
			next++;
		sparse.codes[sparse.count] = codes->list[i];
		sparse.weights[sparse.count++] =
			1 + log((double)(next - i));
	}
	return sparse;
}

/* Words by their stems, and neighbours, which count half. */
static struct sparse words_of(struct arena *arena, const struct words *words)
{
	struct codes codes = { 0 }, pairs = { 0 };
	struct sparse sparse;

	for (size_t i = 0; i < words->count; i++) {
		if (!words->list[i].function)
			codes_add(arena, &codes, words->list[i].key);
		if (i > 0)
			codes_add(arena, &pairs,
				  codes_pair(words->list[i - 1].key,
					     words->list[i].key));
	}
	codes_unique(&codes);
	codes_unique(&pairs);
	for (size_t i = 0; i < pairs.count; i++)
		codes_add(arena, &codes, pairs.list[i]);
	sparse = sparse_of(arena, &codes);
	for (size_t i = 0; i < sparse.count; i++)
		if (codes_have(&pairs, sparse.codes[i]))
			sparse.weights[i] = 0.5;
	return sparse;
}

static struct sparse letters_of(struct arena *arena, const struct words *words)
{
	struct codes codes = { 0 };
	uint64_t window = ' ';

	for (size_t i = 0; i < words->count; i++) {
		struct str word = words->list[i].folded;

		for (size_t k = 0; k <= word.len; k++) {
			window = window << 8 | (k < word.len
				? (unsigned char)word.s[k] : ' ');
			for (int len = 3; len <= 5; len++)
				codes_add(arena, &codes, window &
					((UINT64_C(1) << 8 * len) - 1));
		}
	}
	return sparse_of(arena, &codes);
}

/* Weighs each code by how few of the texts have it; makes unit vectors. */
static void weigh(struct arena *arena, struct sparse *texts, size_t count)
{
	struct codes all = { 0 };

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < texts[i].count; k++)
			codes_add(arena, &all, texts[i].codes[k]);
	codes_sort(&all);
	for (size_t i = 0; i < count; i++) {
		double squares = 0;
		size_t at = 0;

		for (size_t k = 0; k < texts[i].count; k++) {
			size_t from;

			while (all.list[at] != texts[i].codes[k])
				at++;
			for (from = at; at < all.count &&
			     all.list[at] == texts[i].codes[k];)
				at++;
			texts[i].weights[k] *= log((double)(count + 1) /
						   (double)(at - from));
			squares += texts[i].weights[k] * texts[i].weights[k];
		}
		for (size_t k = 0; k < texts[i].count && squares > 0; k++)
			texts[i].weights[k] /= sqrt(squares);
	}
}

static double cosine(const struct sparse *a, const struct sparse *b)
{
	size_t i = 0, j = 0;
	double sum = 0;

	while (i < a->count && j < b->count) {
		if (a->codes[i] < b->codes[j])
			i++;
		else if (a->codes[i] > b->codes[j])
			j++;
		else
			sum += a->weights[i++] * b->weights[j++];
	}
	return sum;
}

static double product(const double *a, const double *b, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += a[i] * b[i];
	return count > 0 ? sum / (double)count : 0;
}

void kernel_fill(struct arena *turn, const struct str *answers, size_t count,
		 const double *features, const double *details,
		 const double *const *points, size_t point_count,
		 double *alike)
{
	enum { N = SKETCH_FEATURES };
	struct sparse *words = ARENA_ARRAY(turn, count, struct sparse);
	struct sparse *letters = ARENA_ARRAY(turn, count, struct sparse);

	for (size_t i = 0; i < count; i++) {
		struct words read;

		lang_read(turn, answers[i], &read);
		words[i] = words_of(turn, &read);
		letters[i] = letters_of(turn, &read);
	}
	weigh(turn, words, count);
	weigh(turn, letters, count);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j <= i; j++) {
			double sum = same_question +
				same_words * cosine(&words[i], &words[j]) +
				same_letters *
					cosine(&letters[i], &letters[j]) +
				same_features * product(features + i * N,
							features + j * N, N);

			sum += same_details * product(details + i * DETAILS,
				details + j * DETAILS, DETAILS);
			if (points)
				sum += same_points * product(points[i],
					points[j], point_count);
			alike[i * count + j] = alike[j * count + i] = sum;
		}
}
