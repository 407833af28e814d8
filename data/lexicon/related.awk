# related.awk - makes `related` and `antonyms` out of WordNet and SCOWL.
#
#   WN=/usr/share/wordnet SCOWL=/usr/share/dict/scowl
#   cd data/lexicon; for want in related antonyms; do
#   LC_ALL=C awk -v want=$want -f related.awk function-words unrelated \
#           $SCOWL/{english,american,british}-words.{10,20,35} \
#           $WN/cntlist.rev $WN/index.{noun,verb,adj,adv} \
#           $WN/data.{noun,verb,adj,adv} >$want; done
#
# Nothing runs this when the program is built; it stays so that anybody can
# make the two files anew (Debian's packages wordnet-base 3.0 and scowl).
#
# Two words are related where they stand in one synset and that synset is what
# both mostly mean. How much of a word's use a sense has is told by WordNet's
# counts in tagged text, over all parts of speech, since a stem has none: a
# word of many senses passes only through the one that rules it. Both words
# must be common (SCOWL to 35, one of them to 20), of one piece, and no
# grammar words; no participles and plurals, since their stem is the verb's or
# the singular's (tearing: vehement). A pair stays that
# is among the KEEP strongest of both words. `unrelated` names words and pairs
# that read wrongly in an interview: they were struck by hand.
#
# Antonyms: those WordNet names, and for adjectives also what is similar to one
# of the two against the other. There all senses count: a pair too many only
# keeps two words apart.

BEGIN {
	print "# Made by related.awk out of WordNet 3.0; see SOURCES."
	fflush()
	sorted = "sort | awk '{ if ($1 != head) { if (head) print line; " \
		"head = $1; line = $1 \":\" } line = line \" \" $2 } " \
		"END { print line }'"
	SHARE = 0.3	# of a word's use, the least that a sense must have
	KEEP = 8
	split("n v a r a", pos_of_type, " ")
	# plants, animals, food, bodies, substances, weather: never meant here
	split("05 08 13 20 27 29 34 43", list, " ")
	for (i in list)
		strange[list[i]] = 1
}

FILENAME != last {
	last = FILENAME
	file = FILENAME
	sub(/.*\//, "", file)
	level = file
	sub(/.*\./, "", level)
}
/^#/ || /^[ \t]*$/ || /^  / { next }

file == "function-words" { for (i = 1; i <= NF; i++) grammar[$i]; next }
file == "unrelated" {
	if (NF == 1)
		struck[$1]
	for (i = 2; i <= NF; i++)
		struck[$1, $i] = struck[$i, $1] = 1
	next
}
file ~ /-words\./ {
	if (!($1 in common) || common[$1] > level)
		common[$1] = level
	next
}
file == "cntlist.rev" {
	split($1, key, /[%:]/)
	pos = pos_of_type[key[2]]
	tagged[key[1], pos, $2] = $3
	tags[key[1]] += $3
	next
}
file ~ /^index/ {
	senses[$1] += $3
	for (i = 1; i <= $3; i++)
		number[$1, $2, $(NF - $3 + i)] = i
	next
}
file ~ /^data/ { synset() }

function hex(s) {
	return index("123456789abcdef", substr(s, 2, 1)) + \
		16 * index("123456789abcdef", substr(s, 1, 1))
}

function usable(word) {
	return (word in common) && word ~ /^[a-z][a-z]+$/ && \
		!(word in grammar) && !(word in struck)
}

# The share of the word's use that this sense has, 0 to 1.
function share(word, pos, offset,   n) {
	n = number[word, pos, offset]
	return (tagged[word, pos, n] + 1) / (tags[word] + senses[word])
}

function synset(   pos, offset, n, i, j, at, pointers, word, source) {
	offset = $1
	pos = $3 == "s" ? "a" : $3
	n = hex($4)
	for (i = 1; i <= n; i++) {
		word = $(3 + 2 * i)
		sub(/\(.*/, "", word)
		member[pos, offset, i] = word
	}
	members[pos, offset] = n
	at = 5 + 2 * n
	pointers = $at + 0
	for (i = 0; i < pointers; i++) {
		if ($(at + 1 + 4 * i) == "!") {
			source = $(at + 4 + 4 * i)
			opposite[++opposites] = pos SUBSEP offset SUBSEP \
				hex(substr(source, 1, 2)) SUBSEP \
				$(at + 3 + 4 * i) SUBSEP $(at + 2 + 4 * i) \
				SUBSEP hex(substr(source, 3, 2))
		}
		if ($(at + 1 + 4 * i) == "&")
			similar[pos, offset] = similar[pos, offset] " " \
				$(at + 2 + 4 * i)
	}
	if (!($2 in strange))
		for (i = 1; i <= n; i++)
			for (j = i + 1; j <= n; j++)
				relate(member[pos, offset, i],
				       member[pos, offset, j], pos, offset)
}

# Is the word a form of another one?
function form(word) {
	return word ~ /[^e]ed$|[a-z][a-z]ing$/ || \
		(sub(/s$/, "", word) && (word in common))
}

# British as American: what differs in spelling alone is one word already.
function spelling(word) {
	gsub(/is/, "iz", word)
	gsub(/our/, "or", word)
	gsub(/ll/, "l", word)
	return word
}

function relate(a, b, pos, offset,   s, t) {
	if (!usable(a) || !usable(b) || ((a, b) in struck) ||
	    spelling(a) == spelling(b) ||
	    (pos != "r" && (form(a) || form(b))) ||
	    (common[a] > 20 && common[b] > 20))
		return
	s = share(a, pos, offset)
	t = share(b, pos, offset)
	if (s < SHARE || t < SHARE)
		return
	s = s < t ? s : t
	if (strength[a, b] < s)
		strength[a, b] = strength[b, a] = s
	if (!((a, b) in seen)) {
		seen[a, b] = seen[b, a] = 1
		partner[a, ++partners[a]] = b
		partner[b, ++partners[b]] = a
	}
}

function oppose(a, b) {
	if (usable(a) && usable(b) && a != b &&
	    (common[a] <= 20 || common[b] <= 20)) {
		if (a > b)
			against[b, a]
		else
			against[a, b]
	}
}

function oppose_all(   i, j, k, part, left, right, n, m, p, q) {
	for (i = 1; i <= opposites; i++) {
		split(opposite[i], part, SUBSEP)
		oppose(member[part[1], part[2], part[3]],
		       member[part[4], part[5], part[6]])
		if (part[1] != "a")
			continue
		n = split(part[2] similar["a", part[2]], left, " ")
		m = split(part[5] similar["a", part[5]], right, " ")
		# an indirect pair has one of the two heads in it
		for (j = 1; j <= n; j++)
			for (p = 1; p <= members["a", left[j]]; p++)
				oppose(member["a", left[j], p],
				       member["a", part[5], part[6]])
		for (k = 1; k <= m; k++)
			for (q = 1; q <= members["a", right[k]]; q++)
				oppose(member["a", part[2], part[3]],
				       member["a", right[k], q])
	}
}

# Ranks the word's partners: the strongest first; of equals by letters.
function rank(word,   n, i, j, b, row) {
	n = partners[word]
	for (i = 1; i <= n; i++) {
		b = partner[word, i]
		for (j = i - 1; j > 0 && (strength[word, row[j]] < \
		     strength[word, b] || (strength[word, row[j]] == \
		     strength[word, b] && row[j] > b)); j--)
			row[j + 1] = row[j]
		row[j + 1] = b
	}
	for (i = 1; i <= n; i++) {
		partner[word, i] = row[i]
		place[word, row[i]] = i
	}
}

# A pair stands once, under the word that comes first in the alphabet.
function print_related(word,   i, b, line) {
	for (i = 1; i <= partners[word]; i++) {
		b = partner[word, i]
		if (b > word && place[word, b] <= KEEP && \
		    place[b, word] <= KEEP)
			line = line " " b
	}
	if (line != "")
		print word ":" line | "sort"
}

END {
	if (want == "related") {
		for (word in partners)
			rank(word)
		for (word in partners)
			print_related(word)
		close("sort")
	} else {
		oppose_all()
		for (pair in against) {
			split(pair, part, SUBSEP)
			print part[1], part[2] | sorted
		}
		close(sorted)
	}
}
