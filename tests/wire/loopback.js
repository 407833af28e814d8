/* loopback.js - preloaded into a node server that would listen everywhere:
 * it listens on 127.0.0.1 at a free port, writes that into the file PORT_FILE
 * once it does, and ends with its standard input. */
'use strict';
const fs = require('fs');
const net = require('net');
const listen = net.Server.prototype.listen;

net.Server.prototype.listen = function (...args) {
	const then = args.find((arg) => typeof arg === 'function');

	this.once('listening', () => {
		const file = process.env.PORT_FILE;

		fs.writeFileSync(file + '.new', this.address().port + '\n');
		fs.renameSync(file + '.new', file);
	});
	return listen.call(this, { host: '127.0.0.1', port: 0 }, then);
};
process.stdin.on('end', () => process.exit(0)).resume();
