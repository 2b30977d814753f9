/** Commands, calls and statements whose form says where the password stands. */
import { expect, test } from 'vitest'
import { makeSecret } from '../secrets.ts'
import { scanned } from './pages.ts'

const password = makeSecret('[a-z]{4}[0-9]{3}[A-Z]{4}x')

test.each([
  'curl -s -u bob:{v} https://acme.example/',
  "curl --user 'bob:{v}' https://acme.example/",
  'curl -X POST https://acme.example/ \\\n  -u bob:{v} \\\n  -d a=1',
  "sshpass -p '{v}' ssh root@10.0.0.2",
  'mysql -u root -p{v} shop',
  'docker login -u bob -p {v} registry.acme.example',
  'redis-cli -h cache -a {v}',
  'ldapsearch -x -D cn=admin -w {v} -b dc=acme',
  'smbclient //files/share -U bob%{v}',
  'keytool -list -keystore a.jks -storepass {v}',
  'htpasswd -b /etc/nginx/users bob {v}',
  "CREATE USER 'app'@'%' IDENTIFIED BY '{v}';",
  'ConvertTo-SecureString "{v}" -AsPlainText -Force',
  'requests.get(url, auth=("bob", "{v}"))',
  'DriverManager.getConnection("jdbc:mysql://db/x", "root", "{v}")',
  "'Basic ' + btoa('bob:{v}')",
  'echo {v} | docker login -u bob --password-stdin',
  'echo "bob:{v}" | chpasswd',
  'WIFI:T:WPA;S:Office;P:{v};;',
  'net use Z: \\\\files\\share {v} /user:ACME\\bob',
  'net use \\\\files\\share /user:bob {v}',
  'net user bob {v} /add',
  'az login --service-principal -u app -p {v} --tenant acme',
  'xfreerdp /u:bob /p:{v} /v:host',
  'psexec \\\\host -u bob -p {v} cmd',
  'sqlplus app/{v}@db1:1521/ORCL',
  'app:{v}@tcp(db1:3306)/shop?parseTime=true',
  'radius-server key {v}',
  'enable password 7 {v}',
  'new UsernamePasswordCredentials("bob", "{v}")',
  'server.login("bob@acme.example", "{v}")',
  'new mysqli("db1", "app", "{v}", "shop")',
  'aws secretsmanager create-secret --name x --secret-string {v}',
])('%s', text => {
  expect(scanned(text.replace('{v}', password)).map(([, value]) => value)).toContain(password)
})

test.each([
  'curl -u user:pass https://acme.example/',
  'curl -u "$USER:$PASS" https://acme.example/',
  'mysql -u root -p shop',
  'docker run -p 8080:80 nginx',
  'sshpass -p "$SSHPASS" ssh host',
  'auth=("user", "pass")',
  "IDENTIFIED BY 'password'",
  'keytool -storepass changeit',
  'net use Z: \\\\files\\share /user:ACME\\bob *',
  'net use Z: /delete',
  'az login -u <user> -p <password>',
  'az login --service-principal -u $APP_ID -p $PASSWORD',
  'server.login(user, password)',
])('nothing in: %s', text => {
  expect(scanned(text)).toEqual([])
})
