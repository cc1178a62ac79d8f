import type { ProposeStep } from '../../app/check-up/next-step.ts';
import { t } from '../../locales/t.ts';

const old = 90 * 24 * 60 * 60 * 1000;

/** Sessions that began more than 90 days ago are worth a look: nobody may remember them. */
export const proposeReview: ProposeStep = ({ sessions }) => {
  const count = sessions.items.filter(
    ({ current, startedAt }) => !current && Date.now() - Date.parse(startedAt) > old,
  ).length;
  if (count === 0) return null;
  return {
    room: 'sessions',
    icon: 'laptop',
    title: t('sessions.review-step'),
    reason: t('sessions.review-step-reason', { count }),
    start: t('sessions.review-step-start'),
    rank: 5,
  };
};
