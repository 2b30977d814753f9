/** Lists of people; the engine is scan-people.ts. */
import { engineDetector } from './detector.ts'

export const peopleList = engineDetector({
  id: 'people-list',
  name: 'List of people',
  category: 'personal',
  severity: 'high',
  source: 'https://gdpr-info.eu/art-4-gdpr/',
  check:
    'five rows or more that each hold a person: a name with an e-mail address, a phone number, a date of birth or an identity number, or a name alone; columns and keys for names; lists of authors, references and standings are low',
  examples: {
    match: [
      () =>
        'name;mail\n«Anna Schmidt»;anna.schmidt@acme-corp.de\n«Peter Krüger»;p.krueger@acme-corp.de\n«Julia Maier»;julia.maier@acme-corp.de\n«Stefan Wolf»;s.wolf@acme-corp.de\n«Karin Busch»;karin.busch@acme-corp.de\n',
      () =>
        'Vorname,Nachname,Abteilung\n«Anna»,«Schmidt»,Einkauf\n«Peter»,«Krüger»,Vertrieb\n«Julia»,«Maier»,Einkauf\n«Stefan»,«Wolf»,Lager\n«Karin»,«Busch»,Lager\n',
      () =>
        "These people leave in May:\n- «James Holloway»\n- «Maria Delgado»\n- «Kevin O'Brien»\n- «Susan Whitfield»\n- «Ahmed Farouk»\n",
      () => '氏名,部署\n«佐藤 花子»,営業\n«鈴木 一郎»,営業\n«高橋 美咲»,総務\n«田中 太郎»,総務\n«伊藤 健»,開発\n',
    ],
    ignore: [
      [() => 'Paris\nLondon\nMadrid\nLisbon\nVienna\nPrague\n', 'cities'],
      [() => 'Blue Lamp\nGreen Chair\nOak Table\nSteel Shelf\nGlass Door\n', 'products'],
      [
        () =>
          'Player;Team;Goals\nThomas Becker;FC Nord;12\nPeter Lang;FC Nord;9\nPaul Stark;SV Ost;8\nJonas Roth;SV Ost;7\nFelix Braun;TSV West;7\n',
        'a table of sports',
      ],
      [() => 'Authors\n\nThomas Becker\nPeter Lang\nPaul Stark\nJonas Roth\nFelix Braun\n', 'authors of a program'],
      [
        () =>
          'Anna <anna@example.com>\nPeter <peter@example.com>\nPaul <paul@example.com>\nJonas <jonas@example.com>\nFelix <felix@example.com>\n',
        'addresses of examples',
      ],
    ],
  },
})
