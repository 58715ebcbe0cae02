import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Program } from '../../../schema/process/program.ts';
import { useFormat } from '../use-format.ts';
import { choicesOf } from './simulation.ts';
import type { SimulationResult, SimulationStep } from './simulation.ts';
import { useWords } from '../use-words.ts';

interface Props {
  program: Program;
  task: SimulationResult['open'][number];
  name: string;
  onTake: (step: SimulationStep) => void;
}

/** One open task with the very buttons that its handler will see. */
export function SimulationTask({ program, task, name, onTake }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const format = useFormat();
  const by = task.assignees[0];
  return (
    <div className="sim-task">
      <p>
        <strong>{name}</strong> {by && t('simulate.by', { name: by })} {task.due && t('simulate.due', { time: format.moment(task.due) })}
      </p>
      <div className="sim-buttons">
        {choicesOf(program, task.element).map((choice, index) => (
          <Button
            key={index}
            type={choice.tone === 'primary' ? 'primary' : 'default'}
            danger={choice.tone === 'danger'}
            onClick={() => onTake({ complete: task.element, variables: choice.variables, ...(by ? { by } : {}) })}
          >
            {choice.label ? format.text(choice.label) : words(choice.vote ? `simulate.${choice.vote}` : 'simulate.complete')}
          </Button>
        ))}
      </div>
    </div>
  );
}
