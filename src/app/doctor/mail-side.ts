import type { MailConfig } from '../../mail/mail-config.ts';
import { askMailServer } from '../../mail/mailer.ts';
import { type Finding, ok, warning } from './findings.ts';

const WHY: Readonly<Record<string, string>> = {
  mail_auth: 'non accetta l’utente o la password di TRAGUARDO_SMTP_URL',
  mail_insecure: 'non offre una connessione cifrata',
};

/** Whether letters can go out, for whoever has no account in Slack; no letter is sent. */
export async function askMail(config: MailConfig | null): Promise<readonly Finding[]> {
  if (config === null) return [];
  const { host } = new URL(config.url);
  const reason = await askMailServer(config);
  return [
    reason === null
      ? ok('mail', `Posta: ${host} accetta messaggi da ${config.from}.`)
      : warning(
          'mail',
          `Posta: ${host} ${WHY[reason] ?? 'non risponde'}.`,
          'I messaggi per chi non ha Slack aspettano finché non risponde: controllare TRAGUARDO_SMTP_URL e il server di posta.',
        ),
  ];
}
