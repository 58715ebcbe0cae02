export interface TextMessage {
  /** Named by the service: the gateway sends one id once. */
  id: string;
  to: string;
  text: string;
}

/** Sends text messages. */
export interface SmsGateway {
  /** Gives the gateway's own id of the message. Throws SendingFault. */
  send(message: TextMessage): Promise<{ answer: string }>;
}
