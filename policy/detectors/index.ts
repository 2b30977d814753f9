/** Every built-in detector, one line per file. */
import * as adobe from './adobe.ts'
import * as adyen from './adyen.ts'
import * as airtable from './airtable.ts'
import * as alchemy from './alchemy.ts'
import * as alibaba from './alibaba.ts'
import * as anthropic from './anthropic.ts'
import * as anyscale from './anyscale.ts'
import * as asana from './asana.ts'
import * as atlassian from './atlassian.ts'
import * as aws from './aws.ts'
import * as azure from './azure.ts'
import * as bearer from './bearer.ts'
import * as braintree from './braintree.ts'
import * as brevo from './brevo.ts'
import * as buildkite from './buildkite.ts'
import * as cerebras from './cerebras.ts'
import * as ciServers from './ci-servers.ts'
import * as circleci from './circleci.ts'
import * as clickhouse from './clickhouse.ts'
import * as clojars from './clojars.ts'
import * as cloudIds from './cloud-ids.ts'
import * as cloudflare from './cloudflare.ts'
import * as coinbase from './coinbase.ts'
import * as confluent from './confluent.ts'
import * as connectionString from './connection-string.ts'
import * as contentful from './contentful.ts'
import * as cratesIo from './crates-io.ts'
import * as creditCard from './credit-card.ts'
import * as cursor from './cursor.ts'
import * as databricks from './databricks.ts'
import * as datadog from './datadog.ts'
import * as deepseek from './deepseek.ts'
import type { Detector } from './detector.ts'
import * as digitalocean from './digitalocean.ts'
import * as discord from './discord.ts'
import * as docker from './docker.ts'
import * as doppler from './doppler.ts'
import * as dropbox from './dropbox.ts'
import * as duffel from './duffel.ts'
import * as dynatrace from './dynatrace.ts'
import * as easypost from './easypost.ts'
import * as elastic from './elastic.ts'
import * as elevenlabs from './elevenlabs.ts'
import * as email from './email.ts'
import * as encoded from './encoded.ts'
import * as figma from './figma.ts'
import * as fireworks from './fireworks.ts'
import * as flutterwave from './flutterwave.ts'
import * as fly from './fly.ts'
import * as generic from './generic.ts'
import * as genericSessionCookie from './generic-session-cookie.ts'
import * as github from './github.ts'
import * as githubCopilot from './github-copilot.ts'
import * as gitlab from './gitlab.ts'
import * as google from './google.ts'
import * as grafana from './grafana.ts'
import * as groq from './groq.ts'
import * as harness from './harness.ts'
import * as heroku from './heroku.ts'
import * as honeycomb from './honeycomb.ts'
import * as hubspot from './hubspot.ts'
import * as huggingface from './huggingface.ts'
import * as iban from './iban.ts'
import * as infisical from './infisical.ts'
import * as intercom from './intercom.ts'
import * as jfrog from './jfrog.ts'
import * as jwt from './jwt.ts'
import * as keyValueStrings from './key-value-strings.ts'
import * as klaviyo from './klaviyo.ts'
import * as langchain from './langchain.ts'
import * as lark from './lark.ts'
import * as launchdarkly from './launchdarkly.ts'
import * as linear from './linear.ts'
import * as mailchimp from './mailchimp.ts'
import * as mailgun from './mailgun.ts'
import * as mapbox from './mapbox.ts'
import * as maxmind from './maxmind.ts'
import * as meta from './meta.ts'
import * as microsoftTeams from './microsoft-teams.ts'
import * as mistral from './mistral.ts'
import * as mongodbAtlas from './mongodb-atlas.ts'
import * as moreSaas from './more-saas.ts'
import * as neon from './neon.ts'
import * as netlify from './netlify.ts'
import * as newrelic from './newrelic.ts'
import * as notion from './notion.ts'
import * as npm from './npm.ts'
import * as nuget from './nuget.ts'
import * as nvidia from './nvidia.ts'
import * as okta from './okta.ts'
import * as onepassword from './onepassword.ts'
import * as openai from './openai.ts'
import * as openrouter from './openrouter.ts'
import * as openshift from './openshift.ts'
import * as otp from './otp.ts'
import * as passwordHash from './password-hash.ts'
import * as perplexity from './perplexity.ts'
import * as pinecone from './pinecone.ts'
import * as plaid from './plaid.ts'
import * as planetscale from './planetscale.ts'
import * as posthog from './posthog.ts'
import * as postman from './postman.ts'
import * as prefect from './prefect.ts'
import * as privateKey from './private-key.ts'
import * as pulumi from './pulumi.ts'
import * as pypi from './pypi.ts'
import * as razorpay from './razorpay.ts'
import * as readmeIo from './readme-io.ts'
import * as render from './render.ts'
import * as replicate from './replicate.ts'
import * as resend from './resend.ts'
import * as rubygems from './rubygems.ts'
import * as salesforce from './salesforce.ts'
import * as sber from './sber.ts'
import * as scaleway from './scaleway.ts'
import * as segment from './segment.ts'
import * as sendgrid from './sendgrid.ts'
import * as sentry from './sentry.ts'
import * as shippo from './shippo.ts'
import * as shopify from './shopify.ts'
import * as slack from './slack.ts'
import * as snyk from './snyk.ts'
import * as sonarqube from './sonarqube.ts'
import * as sourcegraph from './sourcegraph.ts'
import * as square from './square.ts'
import * as stability from './stability.ts'
import * as stripe from './stripe.ts'
import * as supabase from './supabase.ts'
import * as tailscale from './tailscale.ts'
import * as tavily from './tavily.ts'
import * as telegram from './telegram.ts'
import * as tencent from './tencent.ts'
import * as terraform from './terraform.ts'
import * as trello from './trello.ts'
import * as twilio from './twilio.ts'
import * as twitter from './twitter.ts'
import * as typeform from './typeform.ts'
import * as usSsn from './us-ssn.ts'
import * as vault from './vault.ts'
import * as vercel from './vercel.ts'
import * as wallets from './wallets.ts'
import * as wandb from './wandb.ts'
import * as wecom from './wecom.ts'
import * as wireguard from './wireguard.ts'
import * as xai from './xai.ts'
import * as yandex from './yandex.ts'

const files: readonly Readonly<Record<string, unknown>>[] = [
  adobe,
  adyen,
  airtable,
  alchemy,
  alibaba,
  anthropic,
  anyscale,
  asana,
  atlassian,
  aws,
  azure,
  bearer,
  braintree,
  brevo,
  buildkite,
  cerebras,
  ciServers,
  circleci,
  clickhouse,
  clojars,
  cloudIds,
  cloudflare,
  coinbase,
  confluent,
  connectionString,
  contentful,
  cratesIo,
  creditCard,
  cursor,
  databricks,
  datadog,
  deepseek,
  digitalocean,
  discord,
  docker,
  doppler,
  dropbox,
  duffel,
  dynatrace,
  easypost,
  elastic,
  elevenlabs,
  email,
  encoded,
  figma,
  fireworks,
  flutterwave,
  fly,
  generic,
  genericSessionCookie,
  github,
  githubCopilot,
  gitlab,
  google,
  grafana,
  groq,
  harness,
  heroku,
  honeycomb,
  hubspot,
  huggingface,
  iban,
  infisical,
  intercom,
  jfrog,
  jwt,
  keyValueStrings,
  klaviyo,
  langchain,
  lark,
  launchdarkly,
  linear,
  mailchimp,
  mailgun,
  mapbox,
  maxmind,
  meta,
  microsoftTeams,
  mistral,
  mongodbAtlas,
  moreSaas,
  neon,
  netlify,
  newrelic,
  notion,
  npm,
  nuget,
  nvidia,
  okta,
  onepassword,
  openai,
  openrouter,
  openshift,
  otp,
  passwordHash,
  perplexity,
  pinecone,
  plaid,
  planetscale,
  posthog,
  postman,
  prefect,
  privateKey,
  pulumi,
  pypi,
  razorpay,
  readmeIo,
  render,
  replicate,
  resend,
  rubygems,
  salesforce,
  sber,
  scaleway,
  segment,
  sendgrid,
  sentry,
  shippo,
  shopify,
  slack,
  snyk,
  sonarqube,
  sourcegraph,
  square,
  stability,
  stripe,
  supabase,
  tailscale,
  tavily,
  telegram,
  tencent,
  terraform,
  trello,
  twilio,
  twitter,
  typeform,
  usSsn,
  vault,
  vercel,
  wallets,
  wandb,
  wecom,
  wireguard,
  xai,
  yandex,
]

/** A detector file exports its detectors and may export their arithmetic beside them. */
const isDetector = (value: unknown): value is Detector =>
  typeof value === 'object' && value !== null && 'kind' in value && 'examples' in value

export const detectors: readonly Detector[] = files.flatMap(file => Object.values(file).filter(isDetector))
