/* form.c - files that a table describes, by the reader and the words of banks.
 *
 * Beside fields.c, which reads what banks themselves hold: there a shape is
 * code of this room and notes references to be checked when all is read. A
 * form is plain data, so that another room can have one without seeing how
 * YAML is read. Which keys are unknown, double or missing is found by the
 * same function for both.
 */
#include "bank/fields.h"

#include "bank/bytes.h"

#include <inttypes.h>

static void read_form(struct loading *loading, const struct node *node,
		      const struct file_form *form, char *item);

/* ---- numbers ---- */

/* Digits, with commas between thousands if wanted. */
static bool read_digits(struct str text, int64_t *value)
{
	char digits[20];
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] == ',' && i > 0 && (text.len - i) % 4 == 0)
			continue;
		if (len == sizeof(digits))
			return false;
		digits[len++] = text.s[i];
	}
	return text_number((struct str){ digits, len }, 0, INT64_MAX, value);
}

static bool parse_range(struct str text, struct form_range *range)
{
	bool two = memchr(text.s, '-', text.len) != NULL;
	struct str low;

	if (text.s[text.len - 1] == '+') {
		range->open = true;
		text.len--;
	}
	if (!str_cut(&text, '-', &low) ||
	    !read_digits(str_trim(low), &range->low))
		return false;
	range->high = range->low;
	return !two || (read_digits(str_trim(text), &range->high) &&
			range->low <= range->high);
}

static void read_range(struct loading *loading, const struct node *node,
		       const struct form_field *field, struct form_range *range)
{
	const char *text = text_of(loading, node);
	struct form_range found = { 0 };

	if (!text)
		return;
	if (!parse_range(str_of(text), &found))
		say_at(loading, node, "'%s' is no range for '%s'; write two "
		       "numbers such as 2-4, the smaller one first, or one "
		       "such as 20+", quote(loading, text), field->name);
	else if (found.low < field->low || found.high > field->high)
		say_at(loading, node, "'%s' is out of range for '%s'; write "
		       "numbers from %" PRId64 " to %" PRId64,
		       quote(loading, text), field->name, field->low,
		       field->high);
	else
		*range = found;
}

static void read_number(struct loading *loading, const struct node *node,
			const struct form_field *field, int64_t *value)
{
	const char *text = text_of(loading, node);

	if (text && !text_number(str_of(text), field->low, field->high, value))
		say_at(loading, node, "'%s' will not do for '%s'; write a "
		       "whole number from %" PRId64 " to %" PRId64,
		       quote(loading, text), field->name, field->low,
		       field->high);
}

/* ---- texts ---- */

static void read_texts(struct loading *loading, const struct node *node,
		       bool ids, struct form_texts *texts)
{
	if (!is_list(loading, node))
		return;
	texts->list = ARENA_ARRAY(loading->arena, node->count,
				  struct form_text);
	for (const struct node *one = node->first; one; one = one->next) {
		const char *text = text_of(loading, one);

		if (text && (!ids || check_id(loading, one, text)))
			texts->list[texts->count++] = (struct form_text){
				text, place_of(loading, one)
			};
	}
	if (ids)
		check_unique(loading, node, "id");
}

static void read_list(struct loading *loading, const struct node *node,
		      const struct form_field *field, char *item)
{
	void **list = (void *)(item + field->offset);
	size_t *count = (void *)(item + field->count), i = 0;
	char *bytes;

	if (!is_list(loading, node))
		return;
	bytes = arena_alloc(loading->arena, node->count, field->form->size);
	for (const struct node *one = node->first; one; one = one->next)
		read_form(loading, one, field->form,
			  bytes + field->form->size * i++);
	check_unique(loading, node, field->form->what);
	*list = bytes;
	*count = node->count;
}

/* ---- a mapping ---- */

static void read_value(struct loading *loading, const struct node *node,
		       const struct form_field *field, char *item)
{
	void *member = item + field->offset;
	const char **text = member;

	switch (field->kind) {
	case FORM_ID:
		*text = text_of(loading, node);
		if (*text && !check_id(loading, node, *text))
			*text = NULL;
		break;
	case FORM_TEXT:
		*text = text_of(loading, node);
		break;
	case FORM_TEXTS:
	case FORM_IDS:
		read_texts(loading, node, field->kind == FORM_IDS, member);
		break;
	case FORM_NUMBER:
		read_number(loading, node, field, member);
		break;
	case FORM_RANGE:
		read_range(loading, node, field, member);
		break;
	case FORM_YES:
		*(bool *)member = yes_of(loading, node, false);
		break;
	case FORM_ONE:
		read_form(loading, node, field->form, member);
		break;
	case FORM_LIST:
		read_list(loading, node, field, item);
		break;
	}
}

static void read_form(struct loading *loading, const struct node *node,
		      const struct file_form *form, char *item)
{
	const struct node *seen[FORM_FIELDS_MAX] = { NULL };
	struct field names[FORM_FIELDS_MAX] = { { .name = NULL } };
	struct mapping mapping = { .what = form->what, .fields = names,
				   .count = form->field_count };

	for (size_t i = 0; i < form->field_count; i++)
		names[i] = (struct field){ .name = form->fields[i].name,
					   .required =
						form->fields[i].required };
	*(struct place *)(void *)(item + form->place) = place_of(loading,
								 node);
	if (!fields_find(loading, node, &mapping, seen))
		return;
	for (size_t i = 0; i < form->field_count; i++)
		if (seen[i])
			read_value(loading, seen[i], &form->fields[i], item);
}

/* ---- a file ---- */

static void read_bytes(struct loading *loading, struct str bytes,
		       const struct file_form *form, void *item)
{
	struct problems *problems = loading->problems;
	struct reader *reader;
	const struct node *root;
	size_t before = problems->count;

	if (!bytes_check(loading->arena, loading->path, &bytes, problems))
		return;
	reader = reader_open(loading->arena, loading->path, bytes, problems);
	root = reader_root(reader);
	if (root)
		read_form(loading, root, form, item);
	if (!reader_close(reader) && problems->count == before)
		problems_add(problems, loading->path, 0, 0, "the file could "
			     "not be read to its end");
	else if (!root && problems->count == before)
		problems_add(problems, loading->path, 0, 0, "the file is "
			     "empty; write the keys of a %s", form->what);
}

bool bank_read_form(struct arena *arena, const char *path,
		    const struct file_form *form, void *item,
		    struct problems *problems)
{
	struct arena scratch, brief;
	struct loading loading = {
		.arena = arena, .scratch = &scratch, .brief = &brief,
		.problems = problems, .path = arena_strdup(arena, path),
	};
	size_t before = problems->count + problems->more;
	struct error err;
	struct str bytes;

	memset(item, 0, form->size);
	arena_init(&scratch, 0);
	arena_init(&brief, 0);
	if (file_read(&scratch, path, FORM_FILE_MAX, &bytes, &err))
		read_bytes(&loading, bytes, form, item);
	else
		problems_add_error(problems, &err);
	arena_release(&scratch);
	arena_release(&brief);
	return problems->count + problems->more == before;
}

/* ---- JSON ---- */

static void write_texts(struct json *json, const char *name,
			const struct form_texts *texts)
{
	if (texts->count == 0)
		return;
	json_name(json, name);
	json_open(json, '[');
	for (size_t i = 0; i < texts->count; i++)
		json_string(json, str_of(texts->list[i].text));
	json_close(json, ']');
}

static void write_range(struct json *json, const char *name,
			const struct form_range *range)
{
	if (!range->low && !range->high)
		return;
	json_name(json, name);
	json_open(json, '{');
	json_put_integer(json, "low", range->low);
	json_put_integer(json, "high", range->high);
	if (range->open)
		json_put_bool(json, "open", true);
	json_close(json, '}');
}

static void write_list(struct json *json, const struct form_field *field,
		       const char *item)
{
	const char *list = *(const char *const *)(const void *)
		(item + field->offset);
	size_t count = *(const size_t *)(const void *)(item + field->count);

	if (count == 0)
		return;
	json_name(json, field->name);
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		bank_form_to_json(json, field->form,
				  list + field->form->size * i);
	json_close(json, ']');
}

static void write_value(struct json *json, const struct form_field *field,
			const char *item)
{
	const void *member = item + field->offset;
	const char *const *text = member;

	switch (field->kind) {
	case FORM_ID:
	case FORM_TEXT:
		if (*text)
			json_put(json, field->name, *text);
		break;
	case FORM_TEXTS:
	case FORM_IDS:
		write_texts(json, field->name, member);
		break;
	case FORM_NUMBER:
		json_put_integer(json, field->name, *(const int64_t *)member);
		break;
	case FORM_RANGE:
		write_range(json, field->name, member);
		break;
	case FORM_YES:
		json_put_bool(json, field->name, *(const bool *)member);
		break;
	case FORM_ONE:
		json_name(json, field->name);
		bank_form_to_json(json, field->form, member);
		break;
	case FORM_LIST:
		write_list(json, field, item);
		break;
	}
}

void bank_form_to_json(struct json *json, const struct file_form *form,
		       const void *item)
{
	json_open(json, '{');
	for (size_t i = 0; i < form->field_count; i++)
		write_value(json, &form->fields[i], item);
	json_close(json, '}');
}

void bank_form_key_to_json(struct json *json, const struct file_form *form,
			   const void *item, const char *key)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (str_is(str_of(key), form->fields[i].name))
			write_value(json, &form->fields[i], item);
}
