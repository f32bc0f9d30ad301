/** What the server says and hears: the schemas of its HTTP contract. */

export interface About {
  name: string;
  until: string;
  privacy: string;
  privacy_url?: string;
  contact: string;
  contact_url?: string;
  suggestions: string[];
}

export interface Source {
  label: string;
  date: string;
  publisher: string;
  title: string;
  url?: string;
}

export interface Choice {
  id: string;
  label: string;
}

export interface ChartRow {
  label: string;
  amount_eur: number;
  amount: string;
  carriers?: string;
}

export interface Chart {
  caption: string;
  rows: ChartRow[];
}

export type Kind = "answer" | "absent" | "clarify" | "misunderstood" | "out_of_scope" | "talk" | "apology";

export interface Reply {
  text: string;
  kind: Kind;
  sources: Source[];
  choices: Choice[];
  chart?: Chart;
}

export interface Verdict {
  helpful: boolean;
  reason?: string;
}

export interface Begun {
  token: string;
  replies: Reply[];
}

export type Message = { id: string; text: string } | { id: string; choice: string };

export interface Turn {
  id: string;
  text: string;
  replies: Reply[];
  feedback?: Verdict;
}

export interface Conversation {
  begun: string;
  replies: Reply[];
  turns: Turn[];
}

export const LONGEST_MESSAGE = 1000;
export const LONGEST_REASON = 500;
