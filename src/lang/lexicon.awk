# lexicon.awk - compiles the small maps of data/lexicon into constant C tables.
#
# Files, in this order: spelling stems groups. (The words are compiled by
# compile/words.c, which can stem them.) All strings go into one pool and are
# named by their offset in it, so that the program starts without a single
# relocation for them. The maps are sorted for binary search.

BEGIN {
	pool_len = 1
	print "/* Made from data/lexicon by src/lang/lexicon.awk. */"
	print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
	print "#include \"lang/tables.h\""
	print "const char lexicon_pool[] = \"\\0\""
}

FNR == 1 { file++ }
/^#/ || /^[ \t]*$/ { next }

file == 1 && sub(/\*$/, "", $1) { pair("prefix", $1, $2); next }
file == 1 { pair("spelling", $1, $2); next }
file == 2 { pair("stem", $1, $2); next }
file == 3 { group(); next }

function intern(s) {
	if (s in place)
		return place[s]
	place[s] = pool_len
	pool_len += length(s) + 1
	print "\"" s "\\0\""
	return place[s]
}

function pair(table, from, to,   n) {
	n = ++count[table]
	from_of[table, n] = from
	to_of[table, n] = to
	intern(from)
	intern(to)
}

# "name: a|b c|(d e)": a member of several words gets its parentheses here.
function group(   name, rest, n, i, members, list) {
	name = substr($1, 1, length($1) - 1)
	rest = $0
	sub(/^[^:]*: */, "", rest)
	n = split(rest, list, "|")
	members = ""
	for (i = 1; i <= n; i++) {
		if (list[i] ~ / / && list[i] !~ /^\(/)
			list[i] = "(" list[i] ")"
		members = members (i > 1 ? "|" : "") list[i]
	}
	pair("group", name, members)
}

function sorted(table,   n, i, j, f, t) {
	n = count[table]
	for (i = 2; i <= n; i++) {
		f = from_of[table, i]
		t = to_of[table, i]
		for (j = i - 1; j > 0 && from_of[table, j] > f; j--) {
			from_of[table, j + 1] = from_of[table, j]
			to_of[table, j + 1] = to_of[table, j]
		}
		from_of[table, j + 1] = f
		to_of[table, j + 1] = t
	}
	print "const struct lexicon_pair lexicon_" table "[] = {"
	for (i = 1; i <= n; i++)
		printf "{%d,%d},\n", place[from_of[table, i]],
			place[to_of[table, i]]
	print "};"
	print "const size_t lexicon_" table "_count = " n ";"
}

END {
	print ";"
	sorted("prefix")
	sorted("spelling")
	sorted("stem")
	sorted("group")
}
