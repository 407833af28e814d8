/* validate.js - judges xAPI statements, one JSON text a line of standard input,
 * with the validator of Learning Locker. Prints each bad one and why, then
 * "N valid, N bad". */
'use strict';
const statement = require('@learninglocker/xapi-validation').default;
const lines = require('fs').readFileSync(0, 'utf8').split('\n');
let valid = 0;
let bad = 0;

for (const line of lines.filter((text) => text !== '')) {
	let faults;

	try {
		faults = statement(JSON.parse(line), ['statement']);
	} catch (error) {
		faults = [error];
	}
	if (faults.length === 0) {
		valid++;
		continue;
	}
	bad++;
	console.log(line.slice(0, 2000));
	for (const fault of faults)
		console.log('    ' + (fault.path || []).join('.') + ': ' +
			fault.constructor.name + ' ' + fault.message);
}
console.log(valid + ' valid, ' + bad + ' bad');
process.exit(bad === 0 ? 0 : 1);
