/** What a person reads in a mail is read. */
import { expect, test } from 'vitest'
import { mailsOf, readMail } from '../../../proxy/fingerprints/mail-text.ts'

const mail = (...lines: string[]): string => readMail(Buffer.from(lines.join('\r\n'))).text

test('a plain mail: subject and body', () => {
  expect(mail('From: a@b.example', 'Subject: The', ' offer', '', 'Dear Ann,', 'here it is.')).toBe(
    'The offer\nDear Ann,\r\nhere it is.',
  )
})

test.each([
  ['quoted-printable', 'utf-8', 'caf=C3=A9 agree=\r\nment', 'café agreement'],
  ['base64', 'utf-8', Buffer.from('café').toString('base64'), 'café'],
  ['8bit', 'iso-8859-1', 'plain', 'plain'],
  ['7bit', 'no-such-charset', 'plain', 'plain'],
])('%s in %s', (encoding, charset, body, text) => {
  expect(
    mail(`Content-Type: text/plain; charset="${charset}"`, `Content-Transfer-Encoding: ${encoding}`, '', body).trim(),
  ).toBe(text)
})

test('parts inside parts; what has no name and is no text is left out', () => {
  const text = mail(
    'Subject: s',
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    'for old readers',
    '--outer',
    'Content-Type: multipart/alternative; boundary="in ner"',
    '',
    '--in ner',
    'Content-Type: text/plain',
    '',
    'the text',
    '--in ner',
    'Content-Type: text/html',
    '',
    '<p>the page</p>',
    '--in ner--',
    '--outer',
    'Content-Type: application/pdf',
    '',
    'JVBERi0',
    '--outer',
    'Content-Type: message/rfc822',
    '',
    'Subject: forwarded',
    '',
    'below',
    '--outer--',
  )
  expect(text.split(/\s*\n\s*/).filter(Boolean)).toEqual(['s', 'the text', '<p>the page</p>', 'forwarded', 'below'])
})

test('parts nested without end are read to some depth', () => {
  const nested = (depth: number): string =>
    depth === 0
      ? 'text'
      : `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${nested(depth - 1)}\n--b${depth}--`
  expect(() => readMail(Buffer.from(nested(50)))).not.toThrow()
})

test('attached files, decoded, under their names; a text that is shown is none', () => {
  const { text, attachments } = readMail(
    Buffer.from(
      [
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; name="body.txt"',
        '',
        'shown',
        '--b',
        'Content-Type: application/octet-stream',
        'Content-Disposition: attachment; filename="a/offer.txt"',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('the offer').toString('base64'),
        '--b',
        'Content-Type: text/plain',
        'Content-Disposition: attachment; filename=notes.txt',
        '',
        'the notes',
        '--b--',
      ].join('\n'),
    ),
  )
  expect(text.trim()).toBe('shown')
  expect(attachments.map(({ name, bytes }) => [name, bytes.toString().trim()])).toEqual([
    ['a-offer.txt', 'the offer'],
    ['notes.txt', 'the notes'],
  ])
})

test.each([
  ['two mails', 'From a\nSubject: one\n\n>From here\n\nFrom b\nSubject: two\n\nbody\n', ['one', 'two']],
  ['what stands before the first is no mail', 'x\nFrom a\nSubject: one\n\nbody', ['one']],
  ['no mail', 'x\ny\n', []],
  ['nothing', '', []],
])('a mailbox: %s', (_, mailbox, subjects) => {
  const mails = [...mailsOf(Buffer.from(mailbox))]
  expect(mails.map(bytes => readMail(bytes).text.split('\n')[0])).toEqual(subjects)
})
