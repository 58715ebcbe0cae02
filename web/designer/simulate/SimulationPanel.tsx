import { Alert, Button, Input, Spin, Tag } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagram } from '../editor/diagram.ts';
import { useFormat } from '../use-format.ts';
import { messagesOf } from './simulation.ts';
import { SimulationTask } from './SimulationTask.tsx';
import { useSimulation } from './use-simulation.ts';
import { useWords } from '../use-words.ts';

const sample = {
  form: {},
  applicant: { kind: 'legalPerson', name: '示例申请人' },
  item: {},
  experts: ['expert1', 'expert2', 'expert3', 'expert4', 'expert5'],
};
const leaps = [
  { period: 'P1D', key: 'day' },
  { period: 'P7D', key: 'week' },
  { period: 'P1M', key: 'month' },
];

/** Walks a run of the diagram click by click: decide tasks, let time pass, send messages, and see tokens, clocks and variables. */
export function SimulationPanel({ diagram, edits }: { diagram: Diagram; edits: number }) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const format = useFormat();
  const simulation = useSimulation(diagram, edits);
  const [typed, setTyped] = useState(JSON.stringify(sample, null, 2));
  const [badJson, setBadJson] = useState(false);
  const variablesId = useId();
  const { program, result } = simulation;

  const begin = () => {
    try {
      simulation.begin(JSON.parse(typed) as Record<string, unknown>);
      setBadJson(false);
    } catch {
      setBadJson(true);
    }
  };
  const nameOf = (element: string) => diagram.get('elementRegistry').get(element)?.businessObject.name || element;

  if (simulation.refused) return <Alert className="sim" type="warning" showIcon title={t('simulate.refused')} />;
  if (!program) return <Spin className="sim" />;
  return (
    <section className="sim" aria-label={t('simulate.title')}>
      <h2>{t('simulate.title')}</h2>
      <p className="panel-hint">{t('simulate.lead')}</p>
      {!result && (
        <div className="panel-field">
          <label htmlFor={variablesId}>{t('simulate.variables')}</label>
          <Input.TextArea
            id={variablesId}
            className="panel-code"
            value={typed}
            status={badJson ? 'error' : undefined}
            autoSize={{ minRows: 4, maxRows: 14 }}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p className="panel-hint">{t('simulate.variablesHint')}</p>
          {badJson && (
            <p className="panel-error" role="alert">
              {t('simulate.badJson')}
            </p>
          )}
        </div>
      )}
      <div className="sim-buttons">
        <Button
          type={result ? 'default' : 'primary'}
          onClick={() => (result ? simulation.begin(JSON.parse(typed) as Record<string, unknown>) : begin())}
        >
          {t(result ? 'simulate.restart' : 'simulate.start')}
        </Button>
        {result && (
          <Button disabled={simulation.steps.length === 0} onClick={simulation.back}>
            {t('simulate.back')}
          </Button>
        )}
      </div>
      {result && (
        <div aria-live="polite">
          <p>
            <Tag color={result.status === 'running' ? 'processing' : result.status === 'completed' ? 'success' : 'error'}>
              {words(`simulate.status.${result.status}`)}
            </Tag>
            {t('simulate.now', { time: format.moment(result.at) })}
          </p>
          {simulation.problem && <Alert type="warning" showIcon title={simulation.problem} />}
          {result.incidents.map((incident, index) => (
            <Alert
              key={index}
              type="error"
              showIcon
              title={t('simulate.incident', { message: incident.message })}
              description={nameOf(incident.element)}
            />
          ))}
          <h3>{t('simulate.open')}</h3>
          {result.open.length === 0 && <p className="panel-hint">{t('simulate.none')}</p>}
          {result.open.map((task, index) => (
            <SimulationTask
              key={`${task.element}-${index}`}
              program={program}
              task={task}
              name={nameOf(task.element)}
              onTake={simulation.take}
            />
          ))}
          {result.status === 'running' && (
            <>
              <h3>{t('simulate.advance')}</h3>
              <div className="sim-buttons">
                {leaps.map(({ period, key }) => (
                  <Button key={period} onClick={() => simulation.take({ advance: period })}>
                    {words(`simulate.${key}`)}
                  </Button>
                ))}
                {messagesOf(program).map((message) => (
                  <Button key={message} onClick={() => simulation.take({ message })}>
                    {t('simulate.send', { name: message })}
                  </Button>
                ))}
              </div>
              {result.waiting.length > 0 && (
                <>
                  <h3>{t('simulate.waiting')}</h3>
                  <p>
                    {result.waiting.map((wait, index) => (
                      <Tag key={index}>
                        {words(`simulate.kind.${wait.kind}`, { defaultValue: wait.kind })} · {nameOf(wait.element)}
                      </Tag>
                    ))}
                  </p>
                </>
              )}
            </>
          )}
          <h3>{t('simulate.path')}</h3>
          <ol className="sim-path">
            {result.path.map((element, index) => (
              <li key={index}>{nameOf(element)}</li>
            ))}
          </ol>
          <h3>{t('simulate.variables')}</h3>
          <pre className="panel-code sim-variables">{JSON.stringify(result.variables, null, 2)}</pre>
        </div>
      )}
    </section>
  );
}
