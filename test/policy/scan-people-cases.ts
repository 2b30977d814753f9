/** Lists of people as they are pasted, and lists of anything else or of people who are public: for the tests of lists of people. */
import { seededRandom } from '../../policy/detectors/make-value.ts'

type Make = () => string

const random = seededRandom(11)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const digits = (count: number): string => String(Math.floor((1 + 8 * random()) * 10 ** (count - 1)))
const first =
  'James Maria Kevin Susan Ahmed Anna Peter Julia Stefan Karin Fatima Luca Sofia Jan Olga Ivan Chloé Pierre Hans Ingrid Carlos Lucia Mehmet Ayşe Yuki Priya Rahul Wei Grace Daniel'.split(
    ' ',
  )
const last =
  'Holloway Delgado Brien Whitfield Farouk Schmidt Krüger Maier Wolf Busch Rossi Bianchi Novak Kowalski Ivanova Dubois Martin Bauer Larsen García López Yılmaz Demir Tanaka Sharma Patel Chen Okafor Smith Jones'.split(
    ' ',
  )
const name = (): string => `${pick(first)} ${pick(last)}`
const rows = (count: number, row: (name: string, at: number) => string): string =>
  Array.from({ length: count }, (_, at) => row(name(), at)).join('\n')
const mail = (person: string, domain = 'acme-corp.com'): string =>
  `${person
    .normalize('NFD')
    .replace(/[^ -~]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')}@${domain}`
const domains = 'gmail.com gmx.de yahoo.com outlook.com web.de orange.fr icloud.com proton.me hotmail.com'.split(' ')
const phone = (): string => `+49 30 ${digits(7)}`
const day = (): string => `1${digits(1)}`
const month = (): string => `0${digits(1)}`
const year = (): string => `19${digits(2)}`

export const peopleLists: Readonly<Record<string, Make>> = {
  'csv name mail': () => `name,email\n${rows(8, n => `${n},${mail(n)}`)}`,
  'csv ; quoted': () => `"Name";"Mail"\n${rows(8, n => `"${n}";"${mail(n)}"`)}`,
  'plain name mail customers': () => `Our customers:\n${rows(12, n => `${n}  ${mail(n, pick(domains))}`)}`,
  'tabbed customers many domains': () => rows(20, n => `${n}\t${mail(n, pick(domains))}\t${phone()}`),
  'angle one domain': () => rows(8, n => `${n} <${mail(n)}>`),
  'to header': () => `To: ${rows(8, n => `${n} <${mail(n)}>,`)}`,
  'to header one line': () =>
    'To: ' +
    Array.from({ length: 9 }, () => {
      const n = name()
      return `${n} <${mail(n)}>`
    }).join('; '),
  'mails only': () => rows(9, n => mail(n)),
  'mails only domains': () => `Write to all of these:\n${rows(9, n => mail(n, pick(domains)))}`,
  'mails comma': () => Array.from({ length: 9 }, () => mail(name(), pick(domains))).join(', '),
  phones: () => rows(8, n => `${n}: ${phone()}`),
  'dob iso': () => `name;born\n${rows(8, n => `${n};${year()}-${month()}-${day()}`)}`,
  'dob dotted': () => rows(8, n => `${n}, geb. ${day()}.${month()}.${year()}`),
  'names bullets': () => `These people will be let go in May:\n${rows(8, n => `- ${n}`)}`,
  'names numbered': () => `Attendees\n${rows(8, (n, i) => `${i + 1}. ${n}`)}`,
  'names only': () => `Who of these is on leave?\n\n${rows(10, n => n)}`,
  'names last first': () => `Patients today:\n${rows(8, n => n.split(' ').reverse().join(', '))}`,
  salary: () => `Employee | Salary\n${rows(8, n => `${n} | ${digits(5)}`)}`,
  'md table': () => `| Name | Department | Salary |\n|---|---|---|\n${rows(8, n => `| ${n} | Sales | 52,000 |`)}`,
  json: () =>
    JSON.stringify(
      Array.from({ length: 7 }, () => {
        const n = name()
        return { name: n, email: mail(n) }
      }),
    ),
  'json pretty': () =>
    JSON.stringify(
      Array.from({ length: 7 }, () => {
        const n = name()
        return { firstName: n.split(' ')[0], lastName: n.split(' ')[1], dob: `${year()}-${month()}-${day()}` }
      }),
      null,
      2,
    ),
  yaml: () => rows(7, n => `- name: ${n}\n  email: ${mail(n)}`),
  html: () => `<table>${rows(8, n => `<tr><td>${n}</td><td>${mail(n)}</td></tr>`)}</table>`,
  sql: () => rows(8, n => `INSERT INTO customers (name, email) VALUES ('${n}', '${mail(n, pick(domains))}');`),
  'first last cols': () => `First Name,Last Name,City\n${rows(8, n => `${n.replace(' ', ',')},Berlin`)}`,
  vorname: () => `Vorname;Nachname;Ort\n${rows(8, n => `${n.replace(' ', ';')};Bonn`)}`,
  'xlsx paste': () => `Name\tMail\tTel\n${rows(8, n => `${n}\t${mail(n)}\t${phone()}`)}`,
  'with addresses': () => rows(7, n => `${n}, Hauptstr. ${digits(2)}, 10115 Berlin`),
  'with ids': () => `Mitarbeiter;Personalnummer\n${rows(8, n => `${n};${digits(6)}`)}`,
  diagnoses: () => `Patient;Diagnose\n${rows(8, n => `${n};I10.0`)}`,
  grades: () => `Student,Grade\n${rows(9, n => `${n},B+`)}`,
}

export const otherLists: Readonly<Record<string, Make>> = {
  authors: () => `# Authors\n\n${rows(12, n => `- ${n} <${mail(n, pick(domains))}>`)}`,
  contributors: () => `Contributors (in order of appearance):\n${rows(12, n => n)}`,
  thanks: () => `Thanks to the following people who have reported bugs:\n${rows(10, n => n)}`,
  'authors bare angle': () => rows(15, n => `${n} <${mail(n, pick(domains))}>`),
  maintainers: () => `MAINTAINERS\n${rows(8, n => `M: ${n} <${mail(n, pick(domains))}>`)}`,
  copyright: () => rows(8, n => `Copyright (c) 2019 ${n} <${mail(n, pick(domains))}>`),
  'git log': () => rows(8, n => `commit 1a2b3c4d\nAuthor: ${n} <${mail(n, pick(domains))}>\nDate: Tue\n\n    Fix it\n`),
  signed: () => rows(8, n => `Signed-off-by: ${n} <${mail(n, pick(domains))}>`),
  changelog: () => rows(8, n => `2019-03-1${digits(1)}  ${n}  <${mail(n, pick(domains))}>\n\n\t* foo.c: Fix.\n`),
  cities: () => 'Paris\nLondon\nMadrid\nLisbon\nVienna\nPrague\nSan Francisco\nNew York\nBuenos Aires\n',
  products: () => 'Blue Lamp\nGreen Chair\nOak Table\nSteel Shelf\nGlass Door\nSoft Sofa\nBig Desk\n',
  headings: () =>
    'Getting Started\nBasic Usage\nAdvanced Topics\nError Handling\nBest Practices\nRelease Notes\nKnown Issues\n',
  companies: () =>
    'Acme Corporation\nGlobex Industries\nInitech Solutions\nUmbrella Holdings\nStark Industries\nWayne Enterprises\n',
  teams: () => 'Team,Points\nManchester United,12\nReal Madrid,11\nBayern Munich,10\nInter Milan,9\nPorto Alegre,8\n',
  goals: () => `Player;Team;Goals\n${rows(8, n => `${n};FC Nord;12`)}`,
  books: () => `Books by author:\n${rows(8, n => `${n} (1987). The Long Way. Penguin.`)}`,
  cast: () => `Cast\n${rows(8, n => `${n} as The Doctor`)}`,
  presidents: () =>
    'Presidents\nGeorge Washington (1789-1797)\nJohn Adams (1797-1801)\nThomas Jefferson (1801-1809)\nJames Madison (1809-1817)\nJames Monroe (1817-1825)\n',
  roles: () =>
    'support@acme-corp.com\ninfo@acme-corp.com\nsales@acme-corp.com\nhelp@acme-corp.com\nadmin@acme-corp.com\n',
  'example mails': () => rows(8, n => mail(n, 'example.com')),
  'four rows': () => rows(4, n => `${n},${mail(n)}`),
  sentences: () =>
    'Anna went home early today.\nPeter wrote the report for us.\nJulia was on leave all week.\nStefan fixed the printer again.\nKarin called the customer back.\nThomas is in Berlin on Monday.\n',
  dialogue: () =>
    'Anna: Hello, how are you?\nPeter: Fine, thanks.\nAnna: Shall we start?\nPeter: Yes.\nAnna: Good.\nPeter: Then go.\nJulia: I am here too.\n',
  months: () => 'January\nFebruary\nMarch\nApril\nMay\nJune\nJuly\n',
  streets: () => 'Main Street\nOak Avenue\nPark Lane\nKing Road\nHigh Street\nMill Lane\n',
  countries: () => 'Germany\nFrance\nUnited Kingdom\nSouth Africa\nNew Zealand\nCosta Rica\nSaudi Arabia\n',
  classes: () => 'class ArrayList\nclass HashMap\nclass LinkedList\nclass TreeSet\nclass Vector\n',
  enum: () => 'User Name\nFirst Name\nLast Name\nPhone Number\nBirth Date\nHome Address\n',
  menu: () => 'Grilled Salmon 18.00\nCaesar Salad 9.50\nTomato Soup 6.00\nApple Pie 5.00\nLemon Tart 5.50\n',
  plants: () => 'Acer campestre\nQuercus robur\nBetula pendula\nFagus sylvatica\nTilia cordata\n',
  birds: () => 'Blue Jay\nHouse Sparrow\nRed Robin\nCarrion Crow\nSnowy Owl\nGreat Tit\n',
  metrics: () => 'Net Revenue,12\nGross Margin,14\nOperating Income,3\nTotal Assets,9\nCash Flow,7\n',
  deps: () => 'react 18.2.0\nvue 3.3.4\nsvelte 4.0.1\nlodash 4.17.21\nexpress 4.18.2\n',
  'phones of shops': () => 'Hotline: 0800 1234567\nFax: 030 1234567\nOffice: 030 1234568\n',
  'log mails': () => rows(6, () => '2026-01-03 10:11:12 INFO sent id=1'),
  songs: () => 'Songs:\nDancing Queen\nBlack Dog\nPurple Rain\nYellow Submarine\nSweet Caroline\n',
  courses: () =>
    'Course,Room\nLinear Algebra,101\nOrganic Chemistry,102\nModern History,103\nMusic Theory,104\nWorld Religions,105\n',
  references: () => `References\n${rows(8, (n, i) => `[${i + 1}] ${n} et al., A study, 2019.`)}`,
  poets: () =>
    'Which of these poets do you like?\nEmily Dickinson\nWalt Whitman\nSylvia Plath\nRobert Frost\nMaya Angelou\nLangston Hughes\n',
  'package json authors': () =>
    JSON.stringify(
      {
        contributors: Array.from({ length: 7 }, () => {
          const n = name()
          return { name: n, email: mail(n, pick(domains)) }
        }),
      },
      null,
      2,
    ),
}
