/** Classification marks of companies, states and sharing schemes; the engine is scan-marks.ts. */
import { engineDetector } from './detector.ts'

export const classificationMark = engineDetector({
  id: 'classification-mark',
  name: 'Classification mark',
  category: 'company',
  severity: 'medium',
  source: 'https://www.first.org/tlp/',
  check:
    'a phrase that classifies, alone in a line, among the first or last lines, beside a page number, repeated, in brackets or behind a label such as Classification; never in a sentence',
  examples: {
    match: [
      '«STRICTLY CONFIDENTIAL»\nMinutes of the board meeting\nPresent were all members.\n',
      () =>
        'Acme GmbH | «Internal use only» | Page 3 of 12\nThe margin of the new line is 41 %.\nIt was 38 % last year.\n',
      'Board minutes\n\nWe agreed on the price.\nThe offer goes out on Monday.\n\nAll members were present.\n\n«Strictly private and confidential»\n',
      'Classification: «restricted»\nThe plan for the merger is attached.\n',
      'Subject: «CONFIDENTIAL» - terms of the merger\n\nDear all,\nplease find the terms below.\n',
      () =>
        'Summary of the incident\n\n\nPlease summarise the report for me.\nThe actor came in through the VPN.\n\n«TLP:AMBER+STRICT»\n\nIt then moved to the mail server.\nNo data was lost.\nWe are done.\n',
      () => '(«S//NF») The convoy leaves at dawn and reaches the port by noon.\nIt is guarded.\n',
      '«TOP SECRET//SI//NOFORN»\nThe convoy leaves at dawn.\n',
      'Der Bericht folgt.\n«VS-NUR FÜR DEN DIENSTGEBRAUCH»\nDie Übung beginnt am Montag.\n',
      '«社外秘»\n来期の価格表です。\n単価は上がります。\n',
      'Гриф: «ДСП»\nПлан работ на следующий год.\n',
    ],
    ignore: [
      ['this is confidential information about our customers\nand more of it\n', 'a sentence'],
      ['Please keep it internal only for now.\nThanks!\n', 'a sentence'],
      ['Secret santa\nWho brings what\n', 'another word behind it'],
      ['Confidential Computing\nprotects data in use.\n', 'a name of something else'],
      [() => 'enum Level {\n  PUBLIC,\n  INTERNAL,\n  CONFIDENTIAL,\n}\n', 'values of an enumeration'],
      [() => 'const level = "CONFIDENTIAL"\nexport { level }\n', 'a value in code'],
      [
        'Best regards\n\nThis e-mail is confidential and may be privileged. If you are not the addressee, delete it.\n',
        'a disclaimer',
      ],
      ['- Public\n- Internal\n- Confidential\n- Strictly confidential\n', 'a list of levels'],
      ['TLP:CLEAR\nThe report may be shared with everybody.\n', 'a mark that allows everything'],
      [() => '  // Internal use only\n  function open() {}\n', 'a comment on a function'],
    ],
  },
})
