/** Source code; the engine is scan-code.ts. */
import { engineDetector } from './detector.ts'

export const sourceCode = engineDetector({
  id: 'source-code',
  name: 'Source code',
  category: 'company',
  severity: 'info',
  onRequest: true,
  source: 'https://en.wikipedia.org/wiki/Source_code',
  check:
    'five lines or more that look like code, between fences or bare, in one of 27 languages told by its words and signs; configuration is low',
  examples: {
    match: [
      () =>
        'Why is this slow?\n\n«def total(rows):\n    result = 0\n    for row in rows:\n        if row is None:\n            continue\n        result += row.amount\n    return result»\n\nThanks for your help.\n',
      () =>
        '```ts\n«export interface Row {\n  readonly id: string\n}\nexport const ids = (rows: Row[]) => {\n  return rows.map(row => row.id)\n}»\n```\n',
      () =>
        '«SELECT c.name, SUM(o.total)\nFROM customers c\nJOIN orders o ON o.customer_id = c.id\nWHERE o.placed_at > NOW()\nGROUP BY c.name\nORDER BY c.name;»\n',
    ],
    ignore: [
      [
        'Call the function open with a path;\nit gives back a handle.\nUse close when you are done with it,\nor the handle stays open until\nthe program ends; that is all.\n',
        'prose about code',
      ],
      [
        () =>
          '2026-01-03 10:11:12 INFO start (id=1)\n2026-01-03 10:11:13 INFO open (id=2)\n2026-01-03 10:11:14 WARN slow (id=3)\n2026-01-03 10:11:15 INFO close (id=4)\n2026-01-03 10:11:16 INFO end (id=5)\n',
        'a log',
      ],
      [
        () =>
          'Traceback (most recent call last):\n  File "a.py", line 3, in main\n  File "b.py", line 9, in run\n  File "c.py", line 2, in call\nValueError: no value\n',
        'a stack trace',
      ],
      [() => '| a | b |\n|---|---|\n| f(x); | 1 |\n| g(x); | 2 |\n| h(x); | 3 |\n', 'a table'],
      [() => 'name: web\nimage: nginx\nports:\n  - 80\nenv:\n  - A: 1\n', 'configuration'],
    ],
  },
})
