import { Alert } from 'antd';
import { asApiError } from '../../api/api-error.ts';
import { useRefusalSentence } from '../use-reason.ts';

/** The sentence of a refusal, and one a variable where it is about some. */
export function Refused({ error }: { error: unknown }) {
  const sentence = useRefusalSentence();
  if (error === null || error === undefined) return null;
  const { fields } = asApiError(error);
  return (
    <Alert
      type="error"
      role="alert"
      showIcon
      className="operation-error"
      title={sentence(error)}
      description={fields.length > 0 ? fields.map(({ path, message }) => <p key={path}>{message}</p>) : undefined}
    />
  );
}
