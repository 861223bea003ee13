// What postal-mime reads in each message of a folder, as JSON: node read_mail.cjs MODULE FOLDER
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const PostalMime = require(process.argv[2]).default || require(process.argv[2]);

const sha256 = bytes => crypto.createHash('sha256').update(bytes).digest('hex');

(async () => {
  const read = {};
  for (const name of fs.readdirSync(process.argv[3]).filter(n => n.endsWith('.eml'))) {
    const m = await PostalMime.parse(fs.readFileSync(path.join(process.argv[3], name)));
    read[name] = {
      from: [m.from.name, m.from.address],
      to: m.to.map(a => [a.name, a.address]),
      replyTo: (m.replyTo || []).map(a => a.address),
      cc: (m.cc || []).map(a => a.address),
      subject: m.subject, text: m.text, html: m.html,
      headers: m.headers.map(h => h.key),
      attachments: m.attachments.map(a => [a.filename, a.mimeType, sha256(Buffer.from(a.content))]),
    };
  }
  process.stdout.write(JSON.stringify(read));
})();
