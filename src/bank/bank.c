/* bank.c - where a bank's files are, and the bank that comes of them.
 *
 * A folder's own file (bank.yaml, or data/bank.yaml) is read first, so that
 * a fault in it is known when the words it should have held are missed. The
 * lists of questions and rubrics grow in scratch memory and are copied once,
 * so the caller's arena holds no outgrown copies. Reading a file is load.c,
 * what stands between files check.c.
 */
#include "bank/bank.h"

#include "bank/check.h"
#include "bank/lines.h"
#include "bank/load.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const own_files[] = { "bank.yaml", "data/bank.yaml" };

enum { OWN_FILES = sizeof(own_files) / sizeof(*own_files) };

static const struct {
	const char *name;
	unsigned holds;
} folders[] = {
	{ "questions", HOLDS_QUESTIONS },
	{ "rubrics", HOLDS_RUBRICS },
};

enum { FOLDERS = sizeof(folders) / sizeof(*folders) };

/* --- the files --------------------------------------------------------- */

/* Whether what is at path is really below folder, links followed. */
static bool stays_inside(const char *folder, const char *path)
{
	char outer[PATH_MAX], inner[PATH_MAX];
	size_t len;

	if (!realpath(folder, outer) || !realpath(path, inner))
		return true;	/* then reading it says why */
	len = strlen(outer);
	return strncmp(inner, outer, len) == 0 &&
	       (inner[len] == '/' || inner[len] == '\0' || len == 1);
}

static bool check_inside(struct loading *loading, const char *folder,
			 const char *path)
{
	if (stays_inside(folder, path))
		return true;
	problems_add(loading->problems, path, 0, 0, "leads out of the bank's "
		     "folder; copy what it holds into the folder");
	return false;
}

/* A file of another suffix would be left out without a word. */
static void refuse_yml(struct loading *loading, const char *folder)
{
	struct file_list files = { NULL, 0, 0 };
	struct error err;
	size_t i;

	if (!file_walk(loading->scratch, folder, ".yml", &files, &err))
		return;
	for (i = 0; i < files.count; i++)
		problems_add(loading->problems,
			     arena_strdup(loading->arena, files.list[i].path),
			     0, 0, "is not read; rename it to end in .yaml");
}

static void load_below(struct loading *loading, const char *path,
		       const char *name, unsigned holds)
{
	const char *folder = file_join(loading->scratch, path, name);
	struct file_list files = { NULL, 0, 0 };
	struct error err;
	size_t i;

	if (!file_is_folder(folder) || !check_inside(loading, path, folder))
		return;
	if (!file_walk(loading->scratch, folder, ".yaml", &files, &err)) {
		problems_add_error(loading->problems, &err);
		loading->broken = true;
	}
	for (i = 0; i < files.count; i++)
		load_file(loading, arena_strdup(loading->arena,
						files.list[i].path), holds);
	refuse_yml(loading, folder);
}

static void load_folder(struct loading *loading, const char *path)
{
	const char *own;
	size_t i;

	for (i = 0; i < OWN_FILES; i++) {
		own = file_join(loading->arena, path, own_files[i]);
		if (!file_exists(own))
			continue;
		if (check_inside(loading, path, own))
			load_file(loading, own, HOLDS_ALL);
		break;
	}
	for (i = 0; i < FOLDERS; i++)
		load_below(loading, path, folders[i].name, folders[i].holds);
}

/* --- the bank ---------------------------------------------------------- */

/* The last part of a path made into an id: "My bank.yaml" to my-bank. */
static const char *id_of_path(struct arena *arena, const char *path)
{
	char real[PATH_MAX];
	const char *s = realpath(path, real) ? real : path, *slash;
	char id[BANK_ID_MAX + 1];
	size_t len = 0;

	slash = strrchr(s, '/');
	for (s = slash ? slash + 1 : s; *s && len < BANK_ID_MAX; s++) {
		if (strcmp(s, ".yaml") == 0 || strcmp(s, ".jsonl") == 0)
			break;
		if (*s >= 'A' && *s <= 'Z')
			id[len++] = (char)(*s - 'A' + 'a');
		else if ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9'))
			id[len++] = *s;
		else if (len > 0 && id[len - 1] != '-')
			id[len++] = '-';
	}
	while (len > 0 && id[len - 1] == '-')
		len--;
	id[len] = '\0';
	if (len == 0)
		return "bank";
	return is_id(id) ? arena_strdup(arena, id)
			 : arena_printf(arena, "bank-%.*s", BANK_ID_MAX - 5,
					id);
}

static const struct names *keep_names(struct arena *arena,
				      const struct names *names)
{
	struct names *kept = ARENA_NEW(arena, struct names);

	*kept = *names;
	return kept;
}

static void *keep_list(struct arena *arena, const void *list, size_t count,
		       size_t size)
{
	void *kept = arena_alloc(arena, count, size);

	if (count > 0)
		memcpy(kept, list, count * size);
	return kept;
}

static void keep(struct loading *loading)
{
	struct bank *bank = loading->bank;
	struct arena *arena = loading->arena;

	bank->question_names = keep_names(arena, &loading->questions);
	bank->rubric_names = keep_names(arena, &loading->rubrics);
	bank->questions = keep_list(arena, bank->questions,
				    bank->question_count,
				    sizeof(*bank->questions));
	bank->rubrics = keep_list(arena, bank->rubrics, bank->rubric_count,
				  sizeof(*bank->rubrics));
}

static void load_all(struct loading *loading, const char *path)
{
	struct bank *bank = loading->bank;
	bool folder = file_is_folder(path);

	if (!folder && !file_exists(path)) {
		problems_add(loading->problems, path, 0, 0, "there is no such "
			     "file or folder; check the name");
		return;
	}
	if (folder)
		load_folder(loading, path);
	else if (loading->drafts && lines_are(path))
		lines_load(loading, arena_strdup(loading->arena, path));
	else
		load_file(loading, arena_strdup(loading->arena, path),
			  HOLDS_ALL);
	if (bank->question_count == 0 && loading->drafts && lines_are(path)) {
		if (loading->problems->count == 0)
			problems_add(loading->problems, path, 0, 0, "there "
				     "are no questions; write one in each "
				     "line");
	} else if (bank->question_count == 0 && !loading->broken)
		problems_add(loading->problems, path, 0, 0, folder ?
			     "the bank has no questions; put some into "
			     "questions/NAME.yaml below it" : "the bank has no "
			     "questions; put some under 'questions:'");
	if (!bank->id)
		bank->id = id_of_path(loading->arena, path);
	bank->read = synonyms_read(loading->arena, &bank->synonyms);
	check_references(loading);
}

static bool load(struct arena *arena, const char *path, bool drafts,
		 struct bank *bank, struct problems *problems)
{
	struct arena scratch, brief;
	struct loading loading = {
		.arena = arena, .scratch = &scratch, .brief = &brief,
		.problems = problems, .bank = bank, .drafts = drafts,
	};

	*bank = (struct bank){ .id = NULL };
	problems_init(problems, arena);
	arena_init(&scratch, 0);
	arena_init(&brief, 0);
	names_init(&loading.questions, arena);
	names_init(&loading.rubrics, arena);
	names_init(&loading.was, &scratch);
	bank->question_names = &loading.questions;
	bank->rubric_names = &loading.rubrics;
	load_all(&loading, path);
	keep(&loading);
	problems_sort(problems);
	arena_release(&scratch);
	arena_release(&brief);
	return problems->count == 0;
}

bool bank_load(struct arena *arena, const char *path, struct bank *bank,
	       struct problems *problems)
{
	return load(arena, path, false, bank, problems);
}

bool bank_load_drafts(struct arena *arena, const char *path,
		      struct bank *bank, struct problems *problems)
{
	return load(arena, path, true, bank, problems);
}

const struct rubric *bank_find_rubric(const struct bank *bank, const char *id)
{
	size_t i;

	if (bank->rubric_names) {
		i = names_find(bank->rubric_names, id);
		return i == NAMES_NONE ? NULL : &bank->rubrics[i];
	}
	for (i = 0; i < bank->rubric_count; i++)
		if (strcmp(bank->rubrics[i].id, id) == 0)
			return &bank->rubrics[i];
	return NULL;
}

bool bank_are_siblings(const struct bank *bank, const struct question *a,
		       const struct question *b)
{
	for (size_t i = 0; a != b && i < a->rubrics.count; i++) {
		const char *id = a->rubrics.list[i];

		if (strings_have(&b->rubrics, id) &&
		    !bank_find_rubric(bank, id)->star)
			return true;
	}
	return a == b;
}

const struct question *bank_find_question(const struct bank *bank,
					  const char *id)
{
	size_t i;

	if (bank->question_names) {
		i = names_find(bank->question_names, id);
		return i == NAMES_NONE ? NULL : &bank->questions[i];
	}
	for (i = 0; i < bank->question_count; i++)
		if (strcmp(bank->questions[i].id, id) == 0)
			return &bank->questions[i];
	return NULL;
}

/* --- its fingerprint --------------------------------------------------- */

static uint64_t hash_file(uint64_t print, const char *name, uint64_t size,
			  int64_t changed)
{
	struct str bytes = { (const char *)&size, sizeof(size) };

	print = text_hash(print, (struct str){ name, strlen(name) + 1 });
	print = text_hash(print, bytes);
	bytes.s = (const char *)&changed;
	return text_hash(print, bytes);
}

static bool hash_path(const char *name, const char *path, uint64_t *print,
		      struct error *err)
{
	struct stat about;

	if (stat(path, &about) != 0)
		return error_at(err, path, 0, 0, "cannot be looked at: %s; "
				"check the name and its permissions",
				strerror(errno));
	*print = hash_file(*print, name, (uint64_t)about.st_size,
			   (int64_t)about.st_mtim.tv_sec * 1000000000 +
			   about.st_mtim.tv_nsec);
	return true;
}

static bool hash_below(struct arena *arena, const char *path,
		       const char *name, uint64_t *print, struct error *err)
{
	struct file_list files = { NULL, 0, 0 };
	size_t i;

	if (!file_walk(arena, file_join(arena, path, name), ".yaml", &files,
		       err))
		return false;
	*print = text_hash(*print, str_of(name));
	for (i = 0; i < files.count; i++)
		*print = hash_file(*print, files.list[i].name,
				   files.list[i].size, files.list[i].changed);
	return true;
}

bool bank_fingerprint(struct arena *arena, const char *path, uint64_t *print,
		      struct error *err)
{
	uint64_t hash = TEXT_HASH;
	const char *own;
	size_t i;

	*print = 0;
	if (!file_is_folder(path)) {
		if (!hash_path("", path, &hash, err))
			return false;
		*print = hash;
		return true;
	}
	for (i = 0; i < OWN_FILES; i++) {
		own = file_join(arena, path, own_files[i]);
		if (file_exists(own) &&
		    !hash_path(own_files[i], own, &hash, err))
			return false;
	}
	for (i = 0; i < FOLDERS; i++)
		if (!hash_below(arena, path, folders[i].name, &hash, err))
			return false;
	*print = hash;
	return true;
}
