/** Every French text of the widget. */

export const TEXTS = {
  name: "Assistant FTAP",
  automatic: "Assistant automatique",
  launcher: "Poser une question",
  options: "Options",
  close: "Fermer",
  closeFully: "Fermer l’assistant",
  noticeTitle: "À propos de cet assistant",
  until: (date: string) => `, à jour au ${date}`,
  privacyLink: "Données personnelles",
  contactLink: "Contacter une personne",
  noticeButton: "Vos données et contact",
  log: "Conversation",
  exchanges: "Échanges avec l’assistant",
  you: "Vous :",
  assistant: "Assistant :",
  typing: "L’assistant prépare sa réponse",
  question: "Votre question",
  hint: "Maj + Entrée : aller à la ligne",
  send: "Envoyer",
  empty: "Écrivez d’abord votre question.",
  left: (count: number) => `${count} caractère${count > 1 ? "s" : ""} encore`,
  suggestions: "Questions pour commencer",
  choices: "Réponses proposées",
  retry: "Réessayer",
  edit: "Modifier le message",
  unsent: "Message pas encore envoyé.",
  lost: "Connexion perdue, nouvel essai…",
  back: "Connexion rétablie.",
  fault: "L’assistant n’a pas pu répondre. Vous pouvez réessayer.",
  unreachable: "Le serveur ne répond pas : vérifiez votre connexion, puis réessayez.",
  ended:
    "La conversation précédente n’existe plus : elle a expiré ou a été effacée. Une nouvelle commence. " +
    "Votre message n’est pas perdu : il est de nouveau dans le champ « Votre question ».",
  sources: (count: number) => (count > 1 ? "Sources :" : "Source :"),
  newWindow: "nouvelle fenêtre",
  chart: (caption: string) => `${caption} : diagramme en barres. Les mêmes valeurs sont dans le tableau qui suit.`,
  table: "Voir le tableau",
  tableScroll: (caption: string) => `Tableau : ${caption}`,
  columns: { label: "Nom", carriers: "Porté par", amount: "Montant" },
  feedback: "Cette réponse vous a-t-elle aidé ?",
  helpful: "Utile",
  unhelpful: "Pas utile",
  reason: "Que manque-t-il ? (facultatif)",
  reasonHint: "N’écrivez pas de données personnelles.",
  sendReason: "Envoyer l’avis",
  skipReason: "Sans commentaire",
  thanks: "Merci, votre avis est noté.",
  export: "Télécharger la conversation",
  exported: "La conversation a été téléchargée.",
  exportName: (day: string) => `conversation-${day}.txt`,
  exportTitle: (name: string, moment: string) => `${name} : conversation du ${moment}`,
  exportVerdict: (helpful: boolean, reason: string | undefined) =>
    `(Votre avis : ${helpful ? "utile" : "pas utile"}${reason ? `, « ${reason} »` : ""})`,
  erase: "Effacer la conversation",
  eraseQuestion: "Effacer définitivement cette conversation, ici et sur le serveur ?",
  eraseConfirm: "Effacer",
  cancel: "Annuler",
  erased: "La conversation a été effacée. Une nouvelle commence.",
} as const;

const DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" });

/** A date as people write it: « 12 novembre 2018 » for "2018-11-12"; what is no date is left as it is. */
export function day(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : DAY.format(time);
}

/** A moment on the person's own clock. */
export function moment(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : MOMENT.format(time);
}
