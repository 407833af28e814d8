# answers.sh - what may be typed at a prompt; read by tests/bad/run.

case_answer_long_line() {
	changes=1
	{
		times 'sending it again has the same effect and ' 25000
		printf '\n\n:quit\n'
	} >"$TMP/in"
	in=$TMP/in run practise api-idempotency
	ends 0
	holds "That line is too long; what is past 65,536 bytes was left out."
	is "marks" "$(marks_shown)" 1
	is "its length" "$(sql 'SELECT length(answer) FROM attempt
		WHERE number = 2')" 65536
	in=$TMP/in run mark api-idempotency
	ends 1
	says "rehearse: standard input: is larger than 65536 bytes; split it \
or leave something out"
}

case_answer_many_lines() {
	changes=1
	{
		yes 'sending it again has the same effect' | head -n 100000
		printf '\n:quit\n'
	} >"$TMP/in"
	limit=20
	in=$TMP/in run practise api-idempotency
	ends 0
	is "how often it says that the answer is full" \
		"$(grep -c 'The answer is full: 65,536 bytes' "$screen")" 1
	is "marks" "$(marks_shown)" 1
	is "its length" "$(sql 'SELECT length(answer) FROM attempt
		WHERE number = 2')" 65536
}

# Stored as it was typed, shown so that it cannot draw.
hostile=$'the same \e[31mresult\e]0;title\a \xff\xfe '
hostile+=$'\u202eturned\u2066 \x7f\x9b'
case_answer_hostile() {
	changes=1
	printf '%s\n\n:dispute 80 %s\n:quit\n' "$hostile" "$hostile" >"$TMP/in"
	in=$TMP/in run practise api-idempotency
	ends 0
	is "marks" "$(marks_shown)" 1
	is "what is kept" \
		"$(sql 'SELECT hex(answer) FROM attempt WHERE number = 2')" \
		"$(printf %s "$hostile" | od -An -v -tx1 | tr -d ' \n' |
			tr a-f A-F)"
	for words in 'history 2' history 'history --json' export \
		'history 2 --json' progress; do
		# shellcheck disable=SC2086 # words
		run $words
		ends 0
	done
	run backup "$TMP/"$'k\e[2Jept.db'
	ends 0
	run restore "$TMP/"$'k\e[2Jept.db'
	ends 0
	is "answers" "$(attempts)" 2
}

case_answer_hostile_draft() {
	changes=1
	printf '%s\n%s\n:quit\n' "$hostile" "$hostile" >"$TMP/in"
	in=$TMP/in run practise api-idempotency
	ends 0
	run ''
	ends 2
	run practise api-idempotency
	ends 0
	is "answers" "$(attempts)" 2
	sql "UPDATE draft SET text = ''"
}

case_answer_zero_bytes() {	# as in a file of UTF-16
	changes=1
	printf 's\0ending it ag\0ain has the same effect\n\0\n:qu\0it\n' \
		>"$TMP/in"
	in=$TMP/in run practise api-idempotency
	ends 0
	is "what is kept" \
		"$(sql 'SELECT answer FROM attempt WHERE number = 2')" \
		"sending it again has the same effect"
}

case_prompt_hostile() {	# the prompt of the program takes any bytes
	{
		printf 'stre\0ak\n\e[31m\n\xff\n'"'"'open\n"\n\n   \n:\n'
		times 'x' 200000
		printf '\n'
		times 'a ' 100
		printf '\nstreak \e[3m\nset session \u202e\nhelp'
	} >"$TMP/in"
	in=$TMP/in run
	ends 1
	holds "rehearse: no command '�[31m'; try help"
	holds "rehearse: the quote ' is not closed; close it or leave it out"
}

case_dispute_hostile() {
	changes=1
	printf 'sending it again\n\n%s' ":dispute
:dispute 101 too much
:dispute -1 too little
:dispute 99999999999999999999 x
:dispute x y
:nonsense
:quit
" >"$TMP/in"
	in=$TMP/in run practise api-idempotency
	ends 0
	is "disputes" "$(sql 'SELECT count(disputed) FROM attempt')" 0
}
